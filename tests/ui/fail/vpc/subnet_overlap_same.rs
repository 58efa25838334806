pocket::pocket! {
    stage dev {
        vpc {
            nat;
            public_subnets: ["10.0.0.0/20", "10.0.16.0/20"];
            private_subnets: ["10.0.32.0/20", "10.0.16.0/20"];
        }
        neon;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
