pocket::pocket! {
    stage dev { vpc { zones: ["a" "c"]; nat; } }
}

fn main() {
    let _ = app();
}
