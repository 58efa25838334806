pocket::pocket! {
    django { requirements: "/srv/requirements.txt"; }
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
