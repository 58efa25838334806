pocket::pocket! {
    stage dev {
        neon { max_cu: 0.5; }
        neon reports { max_cu: 2; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
