pocket::pocket! {
    stage dev { "neon"; s3; }
}

fn main() {
    let _ = app();
}
