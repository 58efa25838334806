pocket::pocket! {
    every stage { neon { branch: "main"; } }
    stage dev;
    stage prod;
}

fn main() -> std::process::ExitCode {
    app().run()
}
