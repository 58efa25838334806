pocket::pocket! {
    project shop;
}

fn main() {
    let _ = app();
}
