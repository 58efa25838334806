pocket::pocket! {
    stage dev { secret TOKEN: "sk_live_4eC39HqLyjWDarjtT1zdp7dc"; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
