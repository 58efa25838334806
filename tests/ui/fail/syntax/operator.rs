const MEMORY: pocket::units::Mebibytes = pocket::units::Mebibytes(2048);

pocket::pocket! {
    stage dev { lambda { memory: MEMORY / 2; } }
}

fn main() {
    let _ = app();
}
