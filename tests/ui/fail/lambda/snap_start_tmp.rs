pocket::pocket! {
    stage dev { lambda { snap_start; tmp: 1gb; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
