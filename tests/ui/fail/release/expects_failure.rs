//! A page that breaks is no page that passes.
pocket::pocket! {
    stage dev {
        cloud: embedded;
        release { expect: 503; }
    }
}

fn main() {}
