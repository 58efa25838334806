pocket::pocket! {
    stage dev { settings { STATIC_ROOT: "/var/www/static"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
