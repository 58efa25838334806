pocket::pocket! {
    stage dev { lambda { package: image; dockerfile: "/srv/Dockerfile"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
