pocket::pocket! {
    stage match;
    stage my_site;
    stage my-site;
}

fn main() -> std::process::ExitCode {
    app().run()
}
