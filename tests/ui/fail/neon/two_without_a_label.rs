pocket::pocket! {
    stage dev {
        neon;
        neon { branch: "other"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
