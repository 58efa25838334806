pocket::pocket! {
    stage "dev" { neon; }
}

fn main() {
    let _ = app();
}
