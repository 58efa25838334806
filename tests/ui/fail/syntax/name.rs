pocket::pocket! {
    stage pre-prod { neon; }
}

fn main() {
    let _ = app();
}
