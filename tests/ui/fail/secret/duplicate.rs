pocket::pocket! {
    stage dev {
        secret TOKEN;
        secret TOKEN: password(20);
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
