pocket::pocket! {
    stage dev { schedule digest { rate: 1h; manage: "migrate && clearsessions"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
