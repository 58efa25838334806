//! The start of what was built: its modules are compiled, it writes nothing, and what takes the time is named.

use super::*;
use pocket_core::analyze::{self, Advice, Phase, What, advice};

/// Starts the web handler where Python may write, and says what it found.
const START: &str = r#"
import importlib.util, os, sys
before = {os.path.join(folder, name) for root in sys.argv[1:] for folder, _, names in os.walk(root) for name in names}
import pocket_django.web
loose = []
for name, module in sys.modules.items():
    file = getattr(module, "__file__", None) or ""
    if any(file.startswith(root + os.sep) for root in sys.argv[1:]) and file.endswith(".py"):
        cached = importlib.util.cache_from_source(file)
        # Of the 16 bytes before the code the second four say how it is checked against its source: 1 is a hash, and not at all.
        if not os.path.exists(cached) or open(cached, "rb").read()[4:8] != b"\x01\0\0\0" or module.__spec__.cached != cached:
            loose.append(name)
after = {os.path.join(folder, name) for root in sys.argv[1:] for folder, _, names in os.walk(root) for name in names}
# All but what is imported before the file is known.
collected = [type(module.__spec__.loader).__module__ for name, module in sys.modules.items() if name.split(".")[0] in ("django", "asgiref", "whitenoise")]
print(len(sys.modules) > 400, loose, sorted(after ^ before), set(collected))
"#;

#[tokio::test]
async fn every_module_is_compiled_and_a_start_writes_nothing() {
    let dir = folder("start");
    let site = site(&dir);
    let artifact = build(&site, &request_build(), Platform::Host).await.expect("built");
    let sealed = artifact::seal(&artifact, &contract()).expect("sealed");
    let (layer, task) = (dir.join("run/opt"), dir.join("run/task"));
    unpack(&artifact.dependencies, &layer);
    unpack(&sealed, &task);
    let interpreter = tools::interpreter(&Printer::new(Level::Quiet), artifact.python).await.expect("an interpreter");
    let mut command = tokio::process::Command::new(interpreter);
    command.arg("-c").arg(START).arg(&layer).arg(&task).current_dir(&task).env("LAMBDA_TASK_ROOT", &task);
    command.env("PYTHONPATH", std::env::join_paths([task.clone(), layer.join("python")]).expect("a path"));
    command.env("DJANGO_SETTINGS_MODULE", "pocket_django.settings");
    for name in ["PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"] {
        command.env_remove(name);
    }
    let output =
        tools::run(command, "the start").await.unwrap_or_else(|error| panic!("{error}\n{}", error.detail.clone().unwrap_or_default()));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "True [] [] {'pocket_django.bytecode'}");
    fs::remove_dir_all(dir).expect("removed");
}

/// Burns a quarter of a second of the processor.
const BURN: &str = "import time\nend = time.process_time() + 0.25\nwhile time.process_time() < end:\n    pass\n";

/// A view that alone uses a module which takes long, beside one whose import cannot move.
const VIEWS: &str = r"
import json

from minimal_site import heavy
from minimal_site.words import GREETING

ANSWER = GREETING + json.dumps({})


class Report:
    def page(self):
        return heavy.value


def total(request):
    return heavy.value
";

#[tokio::test]
async fn what_burns_the_processor_is_named_first_with_the_text_to_type() {
    let dir = folder("analyze");
    let site = site(&dir);
    let package = site.join("minimal_site");
    fs::write(package.join("heavy.py"), format!("{BURN}value = 1\n")).expect("written");
    fs::write(package.join("words.py"), format!("{}GREETING = 'hello'\n", BURN.replace("0.25", "0.1"))).expect("written");
    fs::write(package.join("views.py"), VIEWS).expect("written");
    let apps = format!(
        "from django.apps import AppConfig\n\n\nclass Site(AppConfig):\n    name = 'minimal_site'\n\n    def ready(self):\n        {}",
        BURN.replace("0.25", "0.15").trim_end().replace('\n', "\n        ")
    );
    fs::write(package.join("apps.py"), apps).expect("written");
    let settings = SETTINGS.replace("INSTALLED_APPS = [", "INSTALLED_APPS = [\n    'minimal_site.apps.Site',");
    assert_ne!(settings, SETTINGS);
    fs::write(package.join("settings.py"), settings).expect("written");
    let urls = fs::read_to_string(package.join("urls.py")).expect("read");
    fs::write(
        package.join("urls.py"),
        format!("{urls}\nfrom minimal_site import views\nurlpatterns.append(path('total/', views.total))\n"),
    )
    .expect("written");

    let wanted = request_build();
    let artifact = build(&site, &wanted, Platform::Host).await.expect("built");
    let contract = contract();
    let work_dir = site.join(".pocket/build/dev");
    let request =
        analyze::Request { artifact: &artifact, build: &wanted, contract: &contract, work_dir: &work_dir, path: "/admin/login/", runs: 1 };
    let report = analyze::measure(request).await.unwrap_or_else(|error| panic!("{error}\n{}", error.detail.clone().unwrap_or_default()));
    assert_eq!(report.status, 200);
    let found = advice(&report);
    let Some(Advice { ms, what: What::Import { module, places } }) = found.first() else { panic!("{found:#?}") };
    assert_eq!(module, "minimal_site.heavy");
    assert!(*ms >= 240.0, "{ms}");
    let [place] = places.as_slice() else { panic!("{places:#?}") };
    let functions: Vec<_> = place.functions.iter().map(|function| (function.name.as_str(), function.line)).collect();
    assert_eq!((place.file.as_str(), place.line, place.text.as_str()), ("minimal_site/views.py", 4, "from minimal_site import heavy"));
    assert_eq!((functions, place.used_at), (vec![("Report.page", 11), ("total", 15)], None));

    let ready = found.iter().find_map(|advice| match &advice.what {
        What::Ready { app, file, line } => Some((app.as_str(), file.as_str(), *line, advice.ms)),
        _ => None,
    });
    let Some((app, file, line, ms)) = ready else { panic!("{found:#?}") };
    assert_eq!((app, file, line), ("minimal_site", "minimal_site/apps.py", 7));
    assert!(ms >= 140.0, "{ms}");
    let words = found.iter().find_map(|advice| match &advice.what {
        What::Import { module, places } if module == "minimal_site.words" => Some(places[0].used_at),
        _ => None,
    });
    assert_eq!(words, Some(Some(7)), "{found:#?}");
    // Nothing of Django's is named, whatever it takes.
    assert!(!format!("{found:?}").contains("module: \"django"), "{found:#?}");

    let phases = report.phases();
    let sum: f64 = phases.iter().map(|row| row.ms).sum();
    assert!((sum - report.start).abs() < 1.0, "{phases:#?}");
    assert!(phases.iter().any(|row| row.what == Phase::Ready { name: "minimal_site".into() } && row.ms >= 140.0), "{phases:#?}");
    let owned: f64 = report.owners().iter().map(|(_, ms)| ms).sum();
    assert!((owned - report.start).abs() < report.start * 0.05, "{owned} of {}", report.start);
    assert!(!work_dir.read_dir().expect("read").flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("analyze-")));
    fs::remove_dir_all(dir).expect("removed");
}
