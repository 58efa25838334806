pocket::pocket! {
    stage dev {
        lambda {
            /// Enough for the largest import.
            memory: 1769mb;
        }
    }
}

fn main() {
    let _ = app();
}
