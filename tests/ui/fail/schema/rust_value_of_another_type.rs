pocket::pocket! {
    django: "../../../skeleton";
    stage dev { lambda { memory: MEMORY; } }
}
const MEMORY: &str = "512mb";
fn unused() {
}

fn main() -> std::process::ExitCode {
    app().run()
}
