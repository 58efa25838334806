//! Releases that fail while visitors read the site: nobody sees them. One that served is gone back to, and forward again, and nobody sees that either.

use super::http::get;
use super::project::{Project, Ran};
use super::visitors::Visitors;
use serde_json::Value;

fn refused(project: &Project, phase: &str) -> Ran {
    let ran = project.run(&["deploy"]);
    assert_eq!(ran.status, 1, "{}\n{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains(&format!("the release stopped at `{phase}`")), "{}", ran.stderr);
    ran
}

/// The site shows `mark`, and goes on to.
pub fn that_fail_are_seen_by_nobody(project: &Project, url: &str, mark: &str) {
    let visitors = Visitors::come(url, "/", &["a release that fails", mark]);
    let (template, shown) = ("templates/base.html", "<body>");
    project.edit(template, shown, "<body><p>a release that fails</p>");

    // The build sets Django up, but only the site imports its wsgi.py.
    project.edit("config/wsgi.py", "import os", "import os\nimport no_such_package");
    let ran = refused(project, "start");
    let why = "the new code does not start: ModuleNotFoundError: No module named 'no_such_package'";
    assert!(ran.stderr.contains(why) && ran.stderr.contains("File \"config/wsgi.py\", line"), "{}", ran.stderr);
    project.edit("config/wsgi.py", "import os\nimport no_such_package", "import os");

    let (view, doc) = ("journal/views.py", "    \"\"\"The entries, and the guestbook below them.\"\"\"");
    project.edit(view, doc, &format!("{doc}\n    raise RuntimeError(\"no page today\")"));
    let ran = refused(project, "smoke test");
    assert!(ran.stderr.contains("the new code answers GET / with status 500"), "{}", ran.stderr);
    assert!(ran.stderr.contains("RuntimeError: no page today") && ran.stderr.contains("journal/views.py"), "{}", ran.stderr);
    project.edit(view, &format!("{doc}\n    raise RuntimeError(\"no page today\")"), doc);

    let apps = std::fs::read_to_string(project.root.join("site/journal/apps.py")).expect("the app");
    let check = "\n\nfrom django.core import checks\n\n\n@checks.register(deploy=True)\ndef never(app_configs, **kwargs):\n    return [checks.Error(\"Not like this.\", id=\"journal.E001\")]\n";
    project.write("journal/apps.py", &format!("{apps}{check}"));
    let ran = refused(project, "smoke test");
    assert!(ran.stderr.contains("`check --deploy` of the new code refuses:") && ran.stderr.contains("journal.E001"), "{}", ran.stderr);
    assert!(ran.stderr.contains("(journal.E001) Not like this."), "{}", ran.stderr);
    project.write("journal/apps.py", &apps);

    project.edit(template, "<body><p>a release that fails</p>", shown);
    assert_eq!(visitors.leave(0), [(200, mark.to_owned())]);
    let ran = project.run(&["plan", "--exit-code"]);
    assert_eq!(ran.status, 0, "what failed left nothing behind:\n{}", ran.stdout);
}

fn releases(project: &Project) -> Vec<Value> {
    serde_json::from_str(&project.done(&["releases", "--json"]).stdout).expect("a list")
}

/// The site shows `new`; the release before it showed `old`. The one before that lacks `migration`.
pub fn are_gone_back_to(project: &Project, url: &str, [old, new]: [&str; 2], migration: &str) {
    let listed = releases(project);
    let live = &listed[0];
    assert_eq!(live["state"], "live");
    let number = live["number"].as_u64().expect("a number").to_string();
    let status = project.done(&["status"]);
    assert!(status.stdout.contains(&format!("release {number}\n")), "{}", status.stdout);

    let visitors = Visitors::come(url, "/", &[new, old]);
    let ran = project.done(&["rollback"]);
    assert!(ran.stderr.contains(&format!("forward again: cargo run -- rollback {number} -s local")), "{}", ran.stderr);
    assert!(get(url, "/").1.contains(old));
    project.done(&["rollback", &number]);
    assert!(get(url, "/").1.contains(new));
    let seen = visitors.leave(100);
    assert!(seen.iter().all(|(status, mark)| *status == 200 && !mark.is_empty()), "{seen:?}");

    let before =
        listed.iter().find(|row| row["migrations"]["default"].as_array().is_some_and(|names| names.iter().any(|it| it == migration)));
    let before =
        listed.iter().find(|row| row["number"].as_u64() < before.and_then(|row| row["number"].as_u64())).expect("a release before it");
    let ran = project.run(&["rollback", &before["number"].to_string()]);
    assert!(ran.status == 1 && ran.stderr.contains(migration) && ran.stderr.contains(&format!("--allow {migration}")), "{}", ran.stderr);
    assert!(get(url, "/").1.contains(new), "nothing has moved");
}

/// Half of the visitors get the new release, which fails at what the smoke test does not ask for; then all have the old one again.
pub fn that_fail_visitors_return(project: &Project, url: &str) {
    let (view, doc) = ("journal/views.py", "    \"\"\"The entries, and the guestbook below them.\"\"\"");
    let broken = format!("{doc}\n    request.GET.get(\"page\") and None.number");
    project.edit(view, doc, &broken);
    let visitors = Visitors::come(url, "/?page=1", &[]);
    let ran = project.run(&["deploy", "--canary", "50%", "--canary-for", "60s"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("the new release fails more than the old one") && ran.stderr.contains("GET / answered 500"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("AttributeError: 'NoneType' object has no attribute 'number'"), "{}", ran.stderr);
    let seen = visitors.leave(0);
    assert_eq!(seen.iter().map(|(status, _)| *status).collect::<Vec<_>>(), [200, 500]);
    let visitors = Visitors::come(url, "/?page=1", &[]);
    assert_eq!(visitors.leave(20), [(200, String::new())], "all have the old release");
    project.edit(view, &broken, doc);
    assert_eq!(project.run(&["plan", "--exit-code"]).status, 0);
}
