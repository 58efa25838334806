//! mysite once more, as a container image: assembled, pushed to ECR's registry and run from the image's layers, without Docker.

use super::http::get;
use super::project::{Project, copy};
use std::path::Path;

const STAGES: &str = "stage local { cloud: embedded; lambda { package: image; } }

    stage docked { cloud: embedded; lambda { package: image; dockerfile: \"Dockerfile\"; } }";

/// Stands for Docker with BuildKit: it holds the arguments against what Docker takes, and writes an image as Docker does, with one layer that has what
/// the Dockerfile copies.
const DOCKER: &str = r#"#!/usr/bin/env python3
import hashlib, io, json, os, sys, tarfile
arguments = sys.argv[1:]
if arguments[:1] == ["version"]:
    print("28.2.2")
elif arguments == ["buildx", "version"]:
    print("github.com/docker/buildx v0.24.0")
elif arguments[:2] == ["buildx", "build"]:
    options = dict(zip(arguments[4::2], arguments[5::2]))
    assert arguments[2:4] == ["--provenance=false", "--progress=plain"] and arguments[-1] == ".", arguments
    assert set(options) == {"--platform", "--build-arg", "--file", "--output"}, options
    assert sorted(os.listdir()) == sorted(set(os.listdir()) - {".env", ".git", ".pocket"}), "what belongs to no site"
    kind, dest = options["--output"].split(",dest=")
    assert kind == "type=docker" and options["--build-arg"].startswith("PYTHON_VERSION=3."), options
    text = open(options["--file"]).read()
    source = text.split("COPY ")[1].split()[0]
    def archive(files):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as tar:
            for name, content in files:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))
        return out.getvalue()
    layer = archive([("var/task/below.py", b"SOURCE = " + repr(open(source).read()[:20]).encode())])
    digest = hashlib.sha256(layer).hexdigest()
    config = json.dumps({
        "architecture": options["--platform"].split("/")[1], "os": "linux", "config": {"Env": ["BELOW=1"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest]}, "history": [{"created_by": "COPY"}],
    }).encode()
    name = f"blobs/sha256/{hashlib.sha256(config).hexdigest()}"
    manifest = [{"Config": name, "RepoTags": None, "Layers": [f"blobs/sha256/{digest}"]}]
    files = [(name, config), (f"blobs/sha256/{digest}", layer), ("manifest.json", json.dumps(manifest).encode())]
    open(dest, "wb").write(archive(files))
else:
    sys.exit(f"unknown: {arguments}")
"#;

#[test]
fn mysite_as_an_image() {
    let project = Project::made("mysite-image", |root| {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mysite"), root);
        let program = std::fs::read_to_string(root.join("main.rs")).expect("the program");
        let program = program.replace("stage local { cloud: embedded; }", STAGES);
        assert!(program.contains("package: image"), "mysite has no stage `local`");
        std::fs::write(root.join("Dockerfile"), "FROM public.ecr.aws/lambda/python\nCOPY site/manage.py /var/task/below.py\n")
            .expect("written");
        std::fs::write(root.join("main.rs"), program).expect("the program can be written");
    });
    let plan = project.done(&["plan"]);
    assert!(plan.stdout.contains("images") && !plan.stdout.contains("DependenciesLayer"), "{}", plan.stdout);
    let deployed = project.done(&["-v", "deploy"]);
    let url = deployed.stdout.trim().to_owned();
    assert!(deployed.stderr.contains("image: 4 parts sent"), "three layers and a configuration: {}", deployed.stderr);
    let (status, page) = get(&url, "/");
    assert_eq!(status, 200, "{page}");
    let (_, style) = page.split_once("href=\"/static/").expect("the page has a style");
    assert_eq!(get(&url, &format!("/static/{}", style.split('"').next().unwrap_or_default())).0, 200, "static files are served");
    let checked =
        project.done(&["manage", "--", "shell", "-c", "from journal.models import Entry; print(Entry.objects.count(), 'entries')"]);
    assert!(checked.stdout.contains("0 entries"), "the management function runs the image too: {}", checked.stdout);
    assert!(project.done(&["deploy"]).stderr.contains("nothing to do"));

    // Other code is another layer; what lies below it is not sent again.
    project.edit("journal/views.py", "def ", "# Read once more.\ndef ");
    let changed = project.done(&["-v", "deploy"]);
    assert!(changed.stderr.contains("image: 2 parts sent (") && changed.stderr.contains(", 2 were there"), "{}", changed.stderr);
    assert!(changed.stderr.contains("same dependencies"), "{}", changed.stderr);
    // The images outlive the cloud's processes.
    project.done(&["embedded", "stop"]);
    assert!(project.done(&["deploy"]).stderr.contains("nothing to do"));
    assert_eq!(get(&url, "/").0, 200);
    let status = project.done(&["status"]);
    assert!(status.stdout.contains("mysite-local"), "{}", status.stdout);

    // A rotation publishes the code that serves once more: only the layer that names the secret's version is another one.
    let key = || project.done(&["secrets", "get", "SECRET_KEY"]).stdout.trim().to_owned();
    let former = key();
    let rotated = project.done(&["-v", "secrets", "rotate", "SECRET_KEY"]);
    assert!(rotated.stderr.contains("image: 2 parts sent ("), "{}", rotated.stderr);
    assert_ne!(key(), former);
    assert_eq!(get(&url, "/").0, 200);
    let code = "from django.conf import settings; print(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)";
    assert_eq!(project.done(&["manage", "--", "shell", "-c", code]).stdout.lines().last(), Some(format!("{} {former}", key()).as_str()));
    assert!(project.done(&["deploy"]).stderr.contains("nothing to do"), "it is the very image that a deploy would make");
    project.done(&["rollback"]);
    assert_eq!(get(&url, "/").0, 200);
    project.done(&["deploy"]);

    on_what_a_dockerfile_builds(&project);

    // A function cannot change its form.
    let program = std::fs::read_to_string(project.root.join("main.rs")).expect("the program");
    std::fs::write(project.root.join("main.rs"), program.replace("{ package: image; }", "{ package: zip; }"))
        .expect("the program can be written");
    project.build();
    let refused = project.run(&["deploy"]);
    assert_eq!(refused.status, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("is made of `package: image`, and Lambda makes no `package: zip` of it"), "{}", refused.stderr);
    assert_eq!(get(&url, "/").0, 200, "what served still serves");

    // The repository is no longer declared, and is not forgotten.
    assert!(project.done(&["status"]).stdout.contains("undeclared"), "{}", project.done(&["status"]).stdout);
    let gone = project.done(&["destroy", "--delete-data", "mysite-local"]);
    assert!(gone.stdout.contains("nothing is left"), "{}", gone.stdout);
    assert!(gone.stderr.contains("deleting ecr"), "{}", gone.stderr);
    project.done(&["embedded", "reset"]);
}

fn on_what_a_dockerfile_builds(project: &Project) {
    let programs = project.root.join(".pocket/programs");
    std::fs::create_dir_all(&programs).expect("made");
    let docker = |text: &str| {
        std::fs::write(programs.join("docker"), text).expect("written");
        std::fs::set_permissions(programs.join("docker"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("set");
    };
    let path =
        std::env::join_paths([programs.clone()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())));
    let path = path.expect("a PATH").into_string().expect("text");
    let with = [("PATH", path.as_str())];

    docker("#!/bin/sh\necho 'Cannot connect to the Docker daemon' >&2\nexit 1\n");
    let refused = project.run_with(&["deploy", "-s", "docked"], &with);
    assert_eq!(refused.status, 1, "{}", refused.stderr);
    assert!(
        refused.stderr.contains("no Docker builds `Dockerfile` on this machine") && refused.stderr.contains("start Docker"),
        "{}",
        refused.stderr
    );

    docker(DOCKER);
    let deployed = project.run_with(&["-v", "deploy", "-s", "docked"], &with);
    assert_eq!(deployed.status, 0, "{}", deployed.stderr);
    let parts = |text| deployed.stderr.contains(text);
    assert!(
        parts("image: 2 parts sent (") && parts(" MB), 2 taken from another stage, 1 were there"),
        "as the other stage: {}",
        deployed.stderr
    );
    let url = deployed.stdout.trim().to_owned();
    assert_eq!(get(&url, "/").0, 200);
    let asked = ["manage", "-s", "docked", "--", "shell", "-c", "import below, os; print(below.SOURCE, os.environ['BELOW'])"];
    let below = project.done(&asked).stdout;
    assert!(below.contains("#!/usr/bin/env pytho 1"), "{below}");

    // What was built is in the repository: no Docker is needed again, on whatever machine.
    docker("#!/bin/sh\nexit 1\n");
    std::fs::remove_dir_all(project.root.join(".pocket/build/docked")).expect("removed");
    assert!(project.run_with(&["deploy", "-s", "docked"], &with).stderr.contains("nothing to do"));
    let gone = project.done(&["destroy", "-s", "docked", "--delete-data", "mysite-docked"]);
    assert!(gone.stdout.contains("nothing is left"), "{}", gone.stdout);
}
