pocket::pocket! {
    protected;
    
    stage dev { neon; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
