pocket::pocket! {
    django: "../../projects/good";
    stage dev { lambda { package: image; dockerfile: "../../projects/site.dockerfile"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
