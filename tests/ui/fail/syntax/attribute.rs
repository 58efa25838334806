pocket::pocket! {
    stage dev { #[cfg(debug_assertions)] neon; }
}

fn main() {
    let _ = app();
}
