//! Hover, "go to definition", completion and diagnostics of a real rust-analyzer. Without one on the PATH it is left out loudly: see ../../README.md.

mod server;

use server::Server;
use std::io::Write;
use std::path::Path;

const PROGRAM: &str = r#"use pocket::AfterDeploy;
use pocket::units::Mebibytes;

pocket::pocket! {
    project shop;
    region: "ap-northeast-1";

    every stage { neon; hooks { after_deploy: announce; } }

    /// On this machine.
    stage local { cloud: embedded; }

    stage prod {
        vpc { zones: ["a", "c"]; nat: per_zone; }
        lambda { memory: MEMORY; }
        without neon;
    }
}

/// The memory of the site.
const MEMORY: Mebibytes = Mebibytes(1769);

/// Says where the site is.
async fn announce(cx: AfterDeploy<'_>) -> pocket::Result {
    cx.status(cx.outputs().url());
    Ok(())
}

fn main() -> std::process::ExitCode {
    let _: fn(&stages::Prod) -> u32 = |prod| prod.lambda.memory.0;
    app().run()
}
"#;

/// The program with the first `old` turned into `new`, and the place of the `|` in it.
fn edited(old: &str, new: &str) -> (String, usize) {
    assert!(PROGRAM.contains(old), "the program has `{old}`");
    let start = PROGRAM.find(old).unwrap_or_default() + new.find('|').expect("a `|` is where the cursor is");
    (PROGRAM.replacen(old, &new.replacen('|', "", 1), 1), start)
}

#[test]
fn rust_analyzer() {
    let Some(version) = server::version() else {
        let required = std::env::var("POCKET_REQUIRE").is_ok_and(|required| required.contains("rust-analyzer"));
        assert!(!required, "POCKET_REQUIRE names rust-analyzer, and there is none on the PATH: rustup component add rust-analyzer");
        // Written past the test runner's capture: nobody may take this for a whole run.
        let text = "\n    LEFT OUT: what rust-analyzer shows, for there is none on the PATH (rustup component add rust-analyzer)\n\n";
        return std::io::stderr().write_all(text.as_bytes()).expect("stderr is open");
    };
    let project = project();
    let mut server = Server::start(&project, &Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor-target"));
    assert_eq!(server.diagnostics(), [""; 0], "{version}");
    words(&mut server);
    completion(&mut server);
    mistakes(&mut server);
}

fn project() -> std::path::PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository is there");
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    let manifest = format!(
        "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\npocket = {{ path = {repository:?}, default-features = false }}\n\n\
         [workspace]\nresolver = \"3\"\n"
    );
    std::fs::create_dir_all(project.join("src")).expect("the folder of the build can be written");
    std::fs::write(project.join("Cargo.toml"), manifest).expect("the manifest can be written");
    std::fs::write(project.join("src/main.rs"), PROGRAM).expect("the program can be written");
    std::fs::copy(repository.join("Cargo.lock"), project.join("Cargo.lock")).expect("the lock can be copied");
    project
}

/// The texts and the declarations of words.
fn words(server: &mut Server) {
    for (old, new, shown, file, line) in [
        ("neon;", "ne|on;", "A PostgreSQL database at Neon", "kinds/neon/mod.rs", "\"neon\" => Neon"),
        ("zones:", "zo|nes:", "Letters of availability zones", "kinds/vpc/mod.rs", "zones: "),
        ("memory:", "mem|ory:", "Mebibytes", "kinds/lambda/mod.rs", "memory: Mebibytes [Mebibytes(128)"),
        ("per_zone", "per|_zone", "One NAT gateway in each zone", "kinds/vpc/mod.rs", "PerZone"),
        ("embedded", "emb|edded", "Processes on this machine", "kinds/cloud/mod.rs", "Embedded"),
        ("region:", "reg|ion:", "The AWS region", "kinds/region/mod.rs", "=> Region"),
        ("project", "pro|ject", "the project's name", "src/dsl.rs", "pub struct project"),
        ("every", "ev|ery", "what is in each of the stages", "src/dsl.rs", "pub struct every"),
        ("without", "with|out", "drops what", "src/dsl.rs", "pub struct without"),
        ("after_deploy:", "after|_deploy:", "when the new release has the traffic", "src/hooks.rs", "after_deploy"),
        ("announce;", "ann|ounce;", "Says where the site is", "src/main.rs", "async fn announce"),
        ("MEMORY;", "MEM|ORY;", "The memory of the site", "src/main.rs", "const MEMORY"),
        ("prod {", "pr|od {", "The stage `prod`", "src/main.rs", "stage prod {"),
        ("stages::Prod", "stages::Pr|od", "The stage `prod`", "src/main.rs", "stage prod {"),
        ("prod.lambda", "prod.lam|bda", "`lambda`", "src/main.rs", "lambda { memory: MEMORY; }"),
    ] {
        let (text, place) = edited(old, new);
        server.write(&text);
        let hover = server.hover(place);
        assert!(hover.contains(shown), "no `{shown}` at {new}, but\n{hover}");
        let definition = server.definition(place);
        assert_eq!(definition.len(), 1, "{new}: {definition:?}");
        assert!(definition[0].0.ends_with(file) && definition[0].1.contains(line), "{new}: {definition:?}");
    }
}

/// What is offered at places with something and with nothing typed.
fn completion(server: &mut Server) {
    let stage = ["cloud", "efs_cache", "hooks", "lambda", "neon", "without"];
    let vpc = ["cidr", "endpoints", "flow_logs", "nat", "zones"];
    let nat = ["instance", "off", "per_zone", "single"];
    for (old, new, offered, others) in [
        ("neon; hooks", "ef| neon; hooks", &stage[..], "project"),
        ("neon; hooks", "| neon; hooks", &stage, "project"),
        ("cloud: embedded;", "|", &stage, "project"),
        ("memory: MEMORY; }", "memory: MEMORY; } |", &stage, "memory"),
        ("without neon", "without n|", &stage, "project"),
        ("region: \"ap-northeast-1\";", "reg|", &["every", "project", "region", "secret", "stage"], "neon"),
        ("zones: [\"a\", \"c\"];", "zo|", &vpc, "neon"),
        ("zones: [\"a\", \"c\"]; nat: per_zone;", "|", &vpc, "neon"),
        ("nat: per_zone;", "nat: per_zone; |", &vpc, "neon"),
        ("per_zone;", "|", &nat, "aws"),
        ("per_zone;", "per|;", &nat, "aws"),
        ("embedded;", "em|", &["aws", "embedded"], "off"),
        ("after_deploy: announce;", "|", &["after_deploy", "after_synth", "before_deploy", "before_destroy", "on_failure"], "neon"),
        ("announce;", "ann|", &["announce"], "neon"),
        ("announce;", "[|];", &["announce"], "neon"),
        ("MEMORY;", "ME|;", &["MEMORY"], "neon"),
        ("MEMORY;", "pocket::units::|", &["Days", "Mebibytes", "Seconds"], "neon"),
    ] {
        let (text, place) = edited(old, new);
        server.write(&text);
        let found = server.completion(place);
        let missing: Vec<_> = offered.iter().filter(|word| !found.iter().any(|found| found == *word)).collect();
        assert!(missing.is_empty(), "no {missing:?} at {new}, but {found:?}");
        assert!(!found.iter().any(|word| word == others || word == "__end"), "{new}: {found:?}");
    }
}

/// One message for each mistake, at its place, and no second one from rust-analyzer itself.
fn mistakes(server: &mut Server) {
    for (old, new, expected) in [
        ("without neon", "|noen", "16:9 there is no `noen` [project::unknown_keyword]"),
        ("zones:", "|zone:", "14:15 `vpc` has no field `zone` [schema::unknown_field]"),
        (
            "per_zone",
            "|per_zon",
            "14:39 `nat` of `vpc` takes `off`, `single`, `per_zone` or `instance`, not `per_zon` [schema::wrong_value]",
        ),
        ("embedded;", "|", "11:25 `cloud` has no value [syntax::expected_value]"),
        ("MEMORY;", "|limits::;", "15:34 a value is written down, not computed: `;` cannot stand here [syntax::operator]"),
        ("Mebibytes(1769)", "|1769", "21:27 expected Mebibytes, found i32"),
    ] {
        let (text, _) = edited(old, new);
        server.write(&text);
        assert_eq!(server.diagnostics(), [expected], "{new}");
    }
}
