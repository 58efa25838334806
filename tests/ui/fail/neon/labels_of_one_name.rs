pocket::pocket! {
    stage dev {
        neon reports;
        neon Reports;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
