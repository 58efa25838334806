//! A change of the Django project alone makes cargo check the program again.

use std::path::{Path, PathBuf};
use std::process::Command;

const SETTINGS: &str = "from .base import *\n\nROOT_URLCONF = \"config.urls\"\n";
const BASE: &str = "WSGI_APPLICATION = \"config.wsgi.application\"\n";

/// A crate of a user's beside its Django project. Its folder and what cargo builds stay for the next run.
struct Crate(PathBuf);

impl Crate {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the repository");
        let made = Crate(Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild"));
        made.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"watched\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\npocket = {{ path = {root:?}, default-features = false }}\n\n\
                 [workspace]\n\n[profile.dev]\ndebug = false\n"
            ),
        );
        std::fs::copy(root.join("Cargo.lock"), made.0.join("Cargo.lock")).expect("the lock is there");
        made.write(
            "src/main.rs",
            "pocket::pocket! {\n    stage dev { neon; }\n}\n\nfn main() -> std::process::ExitCode {\n    app().run()\n}\n",
        );
        made.write("manage.py", "os.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"config.settings\")\n");
        made.write("requirements.txt", "Django~=5.2\n");
        for (name, text) in
            [("__init__", ""), ("settings", SETTINGS), ("base", BASE), ("urls", "urlpatterns = []\n"), ("wsgi", "application = None\n")]
        {
            made.write(&format!("config/{name}.py"), text);
        }
        made
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Whether it compiles, and what cargo says.
    fn check(&self) -> (bool, String) {
        let mut command = Command::new(env!("CARGO"));
        command.args(["check", "--offline", "--target-dir"]).arg(self.0.join("target")).current_dir(&self.0);
        let output = command.env("POCKET_LANG", "en").env("CARGO_TERM_COLOR", "never").output().expect("cargo runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn is_good(&self) {
        let (good, said) = self.check();
        assert!(good, "{said}");
    }

    fn is_refused(&self, code: &str) {
        let (good, said) = self.check();
        assert!(!good && said.contains(code), "no {code}: {said}");
    }
}

#[test]
fn an_edit_of_the_settings_is_checked_without_touching_the_program() {
    let made = Crate::new();
    made.is_good();
    let (_, said) = made.check();
    assert!(!said.contains("Checking watched"), "nothing changed, and it was checked again: {said}");

    made.write("config/settings.py", &SETTINGS.replace("config.urls", "config.routes"));
    made.is_refused("[django::no_module]");
    made.write("config/settings.py", SETTINGS);
    made.is_good();

    made.write("config/base.py", &BASE.replace("application\"", "app\""));
    made.is_refused("[django::no_name]");
    made.write("config/base.py", BASE);
    made.is_good();

    made.write("requirements.txt", "Django~=5.2\nmysqlclient\n");
    made.is_refused("[django::needs_compiler]");
    made.write("requirements.txt", "Django~=5.2\n");
    std::fs::remove_file(made.0.join("config/wsgi.py")).expect("it was there");
    made.is_refused("[django::no_module]");
}
