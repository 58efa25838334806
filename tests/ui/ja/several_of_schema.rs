pocket::pocket! {
    stage dev {
        lambda { memory: "1gb"; timeout: 20; arch: amr64; reserved_concurrency: 1.5; memroy: 1gb; memory: 2gb; }
        s3 { versioning: 1; keep_versions: 30s; bucket { name: "x"; } }
        vpc { zones: "a"; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
