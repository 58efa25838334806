pocket::pocket! {
    stage dev {
        lambda { memory: "1gb"; timeout: 20; arch: "arm"; reserved_concurrency: 1.5; }
        s3 { versioning: 1; keep_versions: 30s; bucket: [1]; }
        vpc { zones: "a"; nat: yes; }
    }
}

fn main() -> std::process::ExitCode {
    app().run()
}
