pocket::pocket! {
    cloud: embedded;
    
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
