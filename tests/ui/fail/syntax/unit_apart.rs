pocket::pocket! {
    stage dev { lambda { timeout: 20 s; } }
}

fn main() {
    let _ = app();
}
