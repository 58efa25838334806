pocket::pocket! {
    project shop;

    stage dev { lambda a_very_long_name_of_a_function_that_says_everything_it_does { handler: "app.jobs.run"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
