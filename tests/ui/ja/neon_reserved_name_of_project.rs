pocket::pocket! {
    project postgres;
    
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
