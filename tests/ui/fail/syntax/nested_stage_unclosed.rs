pocket::pocket! {
    stage dev {
        lambda {
            memory: 1gb;
        stage prod { s3; }
    }}
}

fn main() -> std::process::ExitCode {
    app().run()
}
