pocket::pocket! {
    every stage { s3; }
    every stage { neon; }
    stage dev;
}

fn main() {
    let _ = app();
}
