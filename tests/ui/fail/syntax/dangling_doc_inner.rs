pocket::pocket! {
    stage dev {
        //! Where we try things.
        neon;
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
