pocket::pocket! {
    stage dev {
        neon
        lambda { memory = 1gb; timeout 20s, tmp: 512 mb; }
        vpc { zones: ["a" "c"]; nat }
    };
    every dev { s3; }
    stage prod { "s3"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
