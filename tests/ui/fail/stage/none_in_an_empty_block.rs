pocket::pocket! {

}

fn main() -> std::process::ExitCode {
    app().run()
}
