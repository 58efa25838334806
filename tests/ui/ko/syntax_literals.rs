pocket::pocket! {
    stage dev { neon { branch: 'd'; database: b"d"; } stage "x"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
