pocket::pocket! {
    stage dev { lambda { memory: 1024mb, timeout: 20s; } }
}

fn main() {
    let _ = app();
}
