pocket::pocket! {
    django: "../../projects/manual_hosts";
    stage dev { settings: manual; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
