pocket::pocket! {
    project My_Shop;

    stage dev { s3; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
