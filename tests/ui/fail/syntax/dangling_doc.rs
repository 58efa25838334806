pocket::pocket! {
    stage dev {
        neon;
        /// Where uploads will be.
    }
}

fn main() {
    let _ = app();
}
