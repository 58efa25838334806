pocket::pocket! {
    stage dev { lambda { timeout: 20sec; } }
}

fn main() {
    let _ = app();
}
