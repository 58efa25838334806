pocket::pocket! {
    budget: 20usd;
    every stage { vpc { nat; } neon; }
    stage dev;
    stage prod { budget: 60usd; }
    stage test;
}

fn main() -> std::process::ExitCode {
    app().run()
}
