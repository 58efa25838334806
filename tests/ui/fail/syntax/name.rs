pocket::pocket! {
    stage dev { lambda my-worker { handler: "app.jobs.run"; } }
}

fn main() {
    let _ = app();
}
