pocket::pocket! {
    stage dev {
        noen;
        lambda { memroy: 512mb; timeout: "30"; }
        vpc { zone: ["a"]; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
