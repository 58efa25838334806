pocket::pocket! {
    stage dev { lambda { memory: 1024mb; }; neon; }
}

fn main() {
    let _ = app();
}
