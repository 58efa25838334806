pocket::pocket! {
    stage dev { s3 => neon; }
}

fn main() {
    let _ = app();
}
