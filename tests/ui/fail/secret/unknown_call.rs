pocket::pocket! {
    stage dev { secret TOKEN: vault("stripe"); }
}

fn main() -> std::process::ExitCode {
    app().run()
}
