pocket::pocket! {
    stage dev { lambda { memory 1024mb; } }
}

fn main() {
    let _ = app();
}
