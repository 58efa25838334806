pocket::pocket! {
    stage dev { vpc { nat, } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
