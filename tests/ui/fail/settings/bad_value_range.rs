pocket::pocket! {
    stage dev { settings { PAGE_SIZES: 10..50; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
