pocket::pocket! {
    stage dev { settings { SECURE_PROXY_SSL_HEADER: ["HTTP_X_FORWARDED_PROTO", "https"]; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
