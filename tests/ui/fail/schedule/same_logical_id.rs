pocket::pocket! {
    stage dev {
        schedule a_b { rate: 1h; manage: "one"; }
        schedule "a-b" { rate: 1h; manage: "two"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
