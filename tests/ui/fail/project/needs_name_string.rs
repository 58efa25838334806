pocket::pocket! {
    project: "My Shop";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
