//! There is no such status.
pocket::pocket! {
    stage dev {
        cloud: embedded;
        release { expect: [200, 20]; }
    }
}

fn main() {}
