pocket::pocket! {
    regoin: "eu-west-1";
    stage dev;
}

fn main() -> std::process::ExitCode {
    app().run()
}
