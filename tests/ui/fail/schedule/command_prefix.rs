pocket::pocket! {
    stage dev { schedule digest { rate: 1h; manage: "python manage.py clearsessions"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
