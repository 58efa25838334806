//! The smoke test asks for a path.
pocket::pocket! {
    stage dev {
        cloud: embedded;
        release { path: "https://example.com/healthz/"; }
    }
}

fn main() {}
