pocket::pocket! {
    every stage { s3; }
    stage dev {
        /// No uploads here.
        without s3;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
