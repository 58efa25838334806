use super::*;
use crate::project::memory::Memory;

fn settings(files: &Memory) -> Settings {
    read(files, "site", "config.settings").expect("the module is there")
}

fn one(text: &str) -> Settings {
    settings(&Memory::of(&[("site/config/settings.py", text)]))
}

fn text(settings: &Settings, name: &str) -> Option<String> {
    settings.get(name).map(|value| value.text().unwrap_or("?").to_string())
}

#[test]
fn assignments_are_followed() {
    let found = one(
        "import os\nA = 'a'\nB: str = A + 'b'\nL = ['x']\nL += ['y']\nL.append('z')\nD = {'k': 'v'}\nD['n'] = 'm'\nE = F = 'e'\nG, H = 1, 2\n",
    );
    assert_eq!(text(&found, "A").as_deref(), Some("a"));
    assert_eq!(text(&found, "B").as_deref(), Some("ab"));
    assert_eq!(found.get("L").and_then(Value::strings), Some(vec!["x", "y", "z"]));
    assert_eq!(found.get("D").and_then(|dict| dict.entry("n")).and_then(Value::text), Some("m"));
    assert_eq!(text(&found, "E").as_deref(), Some("?"));
    assert_eq!(text(&found, "G").as_deref(), Some("?"));
    assert_eq!(text(&found, "NOT_THERE"), None);
    assert_eq!(found.place("B"), Some(&Place { file: "site/config/settings.py".into(), line: 3 }));
}

#[test]
fn what_may_or_may_not_be_done_is_unknown() {
    let found = one(
        "A = 'a'\nif X:\n    A = 'b'\nB = 'b'\ntry:\n    from .local import *\nexcept ImportError:\n    pass\nif X: C = 1\ndef f():\n    B = 'c'\nD = {'a': 1}\nD.update(x)\n",
    );
    assert_eq!(text(&found, "A").as_deref(), Some("?"));
    assert_eq!(text(&found, "B").as_deref(), Some("b"));
    assert_eq!(text(&found, "C").as_deref(), Some("?"));
    assert_eq!(found.get("D"), Some(&Value::Unknown));
    assert_eq!(text(&found, "NOT_THERE"), None);
}

#[test]
fn star_imports_are_followed() {
    let files = Memory::of(&[
        ("site/config/settings/__init__.py", "from .prod import *\nB = 'init'\n"),
        ("site/config/settings/prod.py", "from .base import *  # noqa\nA = 'prod'\nAPPS = APPS + ['extra']\n"),
        (
            "site/config/settings/base.py",
            "from config.names import NAME as N, OTHER\nA = 'base'\nB = 'base'\nC = 'base'\nAPPS = ['one']\n_X = 1\n",
        ),
        ("site/config/names.py", "NAME = 'n'\nOTHER = get()\n"),
    ]);
    let found = settings(&files);
    assert_eq!(["A", "B", "C", "N", "OTHER"].map(|name| text(&found, name).unwrap_or_default()), ["prod", "init", "base", "n", "?"]);
    assert_eq!(found.get("APPS").and_then(Value::strings), Some(vec!["one", "extra"]));
    assert_eq!(found.place("C").map(|place| place.file.as_str()), Some("site/config/settings/base.py"));
    assert_eq!(text(&found, "_X"), None);
}

#[test]
fn what_others_bring_is_unknown() {
    for text in ["from shared.settings import *\nA = 'a'\n", "A = 'a'\nclass Dev(Configuration):\n    B = 1\n", "A = [\n"] {
        let found = one(text);
        assert_eq!(found.get("DATABASES"), Some(&Value::Unknown), "{text}");
    }
    let found = one("A = 'a'\nglobals().update(load())\n");
    assert_eq!(found.get("A"), Some(&Value::Unknown));
    assert_eq!(one("from django.conf.global_settings import *\nA = 'a'\n").get("DATABASES"), None);
    // Two modules that import each other, and one that imports itself.
    let files = Memory::of(&[
        ("site/config/settings/__init__.py", "from .base import *\nA = 'a'\n"),
        ("site/config/settings/base.py", "from . import *\nfrom .base import *\nB = 'b'\n"),
    ]);
    assert_eq!(text(&settings(&files), "A").as_deref(), Some("a"));
}

#[test]
fn variables_are_collected_along_the_chain() {
    let files = Memory::of(&[
        (
            "site/config/settings/__init__.py",
            "import os\nos.environ.setdefault('SET', '1')\nfrom .base import *\nB = os.environ['B']\nC = os.environ['SET']\n",
        ),
        ("site/config/settings/base.py", "import environ\nenv = environ.Env()\nA = env('A')\nif X:\n    D = env('D')\n"),
    ]);
    let found = settings(&files);
    assert_eq!(found.required.iter().map(|(name, place)| (name.as_str(), place.line)).collect::<Vec<_>>(), [("A", 3), ("B", 4)]);
    assert!(one("import environ\nenviron.Env.read_env()\n").env_file.is_some());
}

#[test]
fn no_module_is_too_strange() {
    let text = "from .base import *\nA = ['é', f'{x}', {'k': (1, *y)}] + b(c[1:2].d, 'ü') # ö\nif X: B += [\\\n 'b']\nC: dict = {**d, 'a': lambda é: é}\nD['é'] = os.environ['E']\n";
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for start in &ends {
        for end in ends.iter().filter(|end| *end >= start) {
            let files = Memory::of(&[("site/config/settings.py", &text[*start..*end])]);
            read(&files, "site", "config.settings");
        }
    }
}
