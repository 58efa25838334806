pocket::pocket! {
    project shop;

    every stage { s3 { bucket: "shop-uploads"; } }
    stage dev;
    stage prod;
}

fn main() -> std::process::ExitCode {
    app().run()
}
