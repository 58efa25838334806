pocket::pocket! {
    django: "/home/me/site";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
