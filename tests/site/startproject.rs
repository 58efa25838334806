//! The second site: what `django-admin startproject` writes, with no further change, and five lines of Rust beside it.

use super::browser;
use super::http::get;
use super::project::Project;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = "pocket::pocket! {
    stage dev { cloud: embedded; neon; s3; efs_cache; }
}

fn main() -> std::process::ExitCode { app().run() }
";
const PASSWORD: &str = "another-long-Passw0rd";
/// Signs in as a browser without scripts does: the form with its token, then the page behind it.
const SIGN_IN: &str = r#"
import http.client, os, re, sys, urllib.parse
host = os.environ["HOST"]
def ask(method, path, body=None, cookies=""):
    connection = http.client.HTTPConnection("127.0.0.1", int(host.rsplit(":", 1)[1]))
    headers = {"Host": host, "Cookie": cookies, "Referer": f"http://{host}{path}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer, answer.read().decode()
answer, page = ask("GET", "/admin/login/")
token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
csrf = answer.getheader("Set-Cookie").split(";")[0]
form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "username": "me", "password": os.environ["PASSWORD"], "next": "/admin/"})
answer, _ = ask("POST", "/admin/login/", form, csrf)
cookies = "; ".join(value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")
answer, page = ask("GET", "/admin/", cookies=cookies)
print(answer.status, "Site administration" in page)
"#;

#[test]
fn a_new_django_project_deploys_unedited() {
    let python = browser::environment();
    let project = Project::made("startproject", |root| {
        let django = Command::new(browser::django()).args(["-m", "django", "startproject", "startproject"]).arg(root).output();
        let django = django.expect("Python runs");
        assert!(django.status.success(), "{}", String::from_utf8_lossy(&django.stderr));
        std::fs::write(root.join("main.rs"), PROGRAM).expect("the program can be written");
    });
    let before = files(&project.root);
    let checked = project.done(&["check"]);
    assert!(checked.stderr.contains("warning[django::no_list]"), "{}", checked.stderr);

    let url = project.done(&["deploy"]).stdout.trim().to_owned();
    assert!(url.starts_with("http://dev.startproject.localhost:"), "{url}");
    assert_eq!(get(&url, "/").0, 404, "a new project has no page of its own");
    let (status, page) = get(&url, "/admin/login/");
    assert_eq!(status, 200, "{page}");
    let (_, style) = page.split_once("href=\"/static/admin/css/base.").expect("the admin's style has a hash in its name");
    let style = style.split('"').next().unwrap_or_default();
    assert_eq!(get(&url, &format!("/static/admin/css/base.{style}")).0, 200, "static files are served");

    let arguments = ["manage", "--", "createsuperuser", "--noinput", "--username", "me", "--email", "me@example.com"];
    let made = project.run_with(&arguments, &[("DJANGO_SUPERUSER_PASSWORD", PASSWORD)]);
    assert_eq!(made.status, 0, "{}", made.stderr);
    let host = url.trim_start_matches("http://");
    let signed_in = Command::new(python).args(["-c", SIGN_IN]).envs([("HOST", host), ("PASSWORD", PASSWORD)]).output();
    let signed_in = signed_in.expect("Python runs");
    let text = String::from_utf8_lossy(&signed_in.stdout).into_owned() + &String::from_utf8_lossy(&signed_in.stderr);
    assert_eq!(text.trim(), "200 True");

    assert!(project.done(&["deploy"]).stderr.contains("nothing to do"));
    let gone = project.done(&["destroy", "--delete-data", "startproject-dev"]);
    assert!(gone.stdout.contains("nothing is left"), "{}", gone.stdout);
    assert_eq!(files(&project.root), before, "nothing of the project has changed");
    project.done(&["embedded", "reset"]);
}

/// The project's files with their content; `.pocket` is ours.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("it is below").display().to_string();
            if path.is_dir() && name != ".pocket" {
                folders.push(path);
            } else if path.is_file() {
                found.insert(name, std::fs::read(&path).expect("it is readable"));
            }
        }
    }
    found
}
