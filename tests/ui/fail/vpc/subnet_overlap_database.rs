pocket::pocket! {
    stage dev {
        vpc {
            private_subnets: ["10.0.0.0/24", "10.0.1.0/24"];
            database_subnets: ["10.0.2.0/24", "10.0.0.0/22"];
            endpoints: ["ssm"];
        }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
