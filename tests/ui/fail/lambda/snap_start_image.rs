pocket::pocket! {
    stage dev { lambda { package: image; snap_start; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
