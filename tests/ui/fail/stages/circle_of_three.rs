pocket::pocket! {
    stage a { secret ONE: password(50); secret TWO from b; }
    stage b { secret TWO: password(50); secret THREE from c; }
    stage c { secret THREE: password(50); secret ONE from a; }
}

fn main() -> std::process::ExitCode {
    app().run()
}
