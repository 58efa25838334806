pocket::pocket! {
    stage dev {
        lambda {
            memory: 1gb
            timeout: 20s;
        }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
