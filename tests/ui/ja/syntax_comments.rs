pocket::pocket! {
    #[derive(Debug)]
    stage dev {
        //! Where we try things.
        lambda {
            /// Enough.
            memory: 1gb;
        }
        /// Later.
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
