pocket::pocket! {
    stage dev { hooks { route "/a" => seed; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
