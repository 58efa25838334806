pocket::pocket! {
    project shop;
    
    stage dev {
        neon;
        neon reports { database: "shop"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
