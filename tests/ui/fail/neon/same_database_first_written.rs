pocket::pocket! {
    project shop;
    
    stage dev {
        neon { database: "shop_reports"; }
        neon reports;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
