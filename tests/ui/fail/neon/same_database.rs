pocket::pocket! {
    stage dev {
        neon { database: "shop"; }
        neon reports { database: "shop"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
