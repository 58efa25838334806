pocket::pocket! {
    stage dev { lambda { memory: ; timeout: 20s; } }
}

fn main() {
    let _ = app();
}
