pocket::pocket! {
    stage dev { protected: yes; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
