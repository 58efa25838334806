pocket::pocket! {
    stage dev {
        neon;
        stage prod { s3; }
    }
}

fn main() {
    let _ = app();
}
