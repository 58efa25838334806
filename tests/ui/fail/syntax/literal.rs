pocket::pocket! {
    stage dev { neon { branch: 'd'; } }
}

fn main() {
    let _ = app();
}
