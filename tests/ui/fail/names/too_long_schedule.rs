pocket::pocket! {
    project shop;

    stage dev { schedule a_very_long_name_of_a_schedule_that_says_everything_it_does { rate: 1h; manage: "x"; } }
}

fn main() -> std::process::ExitCode {
    app().run()
}
