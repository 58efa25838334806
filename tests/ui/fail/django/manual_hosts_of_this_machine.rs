pocket::pocket! {
    django: "../../projects/manual_hosts_of_this_machine";
    stage dev { settings: manual; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
