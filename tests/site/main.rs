//! The product, from nothing to nothing: a user's own copy of mysite on the embedded cloud with real Django, PostgreSQL and Chromium.

mod browser;
mod commands;
mod deadline;
mod hooks;
mod http;
mod image;
mod migrations;
mod project;
#[path = "../../pocket-core/tests/support/python.rs"]
mod python;
mod releases;
mod secrets;
mod startproject;
mod static_files;
mod visitors;

use browser::{environment, journey, query};
use http::get;
use pocket_core::aws::{Clients, Target};
use project::Project;
use secrecy::ExposeSecret;
use serde_json::Value;
use std::path::Path;
use std::time::Duration;
use visitors::Visitors;

#[test]
fn mysite_from_nothing_to_nothing() {
    let python = environment();
    let project = Project::mysite();
    commands::add_to(&project);
    let site = Site { python, project };
    let url = site.first_deploy();
    site.second_deploy_does_nothing();
    let steps = site.people_use_it(&url);
    site.what_they_left_is_there(&steps);
    commands::work(&site);
    site.no_secret_leaks();
    site.a_template_changes(&url);
    static_files::a_style_sheet_changes(&site.project, &url);
    site.a_model_changes(&url);
    site.a_dropped_column_goes_in_two_steps(&url);
    site.a_dangerous_migration_is_accepted_by_name();
    site.a_killed_rehearsal_leaves_nothing();
    site.a_failing_migration_hurts_nobody(&url);
    releases::that_fail_are_seen_by_nobody(&site.project, &url, "never to be seen");
    releases::are_gone_back_to(&site.project, &url, ["changed by the test", "never to be seen"], "journal.0006_note_mark");
    releases::that_fail_visitors_return(&site.project, &url);
    site.a_killed_deploy_is_mended(&url);
    site.the_same_program_deploys_to_an_aws_endpoint(&url);
    site.destroy_leaves_nothing(&url);
}

struct Site {
    python: std::path::PathBuf,
    project: Project,
}

const PASSWORD: &str = "a-long-Passw0rd-for-the-journey";

impl Site {
    fn database(&self) -> String {
        self.project.done(&["secrets", "get", "DATABASE_URL"]).stdout.trim().to_owned()
    }

    fn sql(&self, sql: &str) -> Vec<String> {
        query(&self.python, &self.database(), sql)
    }

    fn first_deploy(&self) -> String {
        let ran = self.project.done(&["deploy"]);
        let url = ran.stdout.trim().to_owned();
        assert!(url.starts_with("http://local.mysite.localhost:") && !url.contains('\n'), "stdout is the URL alone: {url:?}");
        assert!(ran.stderr.contains("migrations applied") && ran.stderr.contains(&format!("mysite local is at {url}")), "{}", ran.stderr);
        assert_eq!(get(&url, "/").0, 200);
        assert_eq!(self.project.done(&["url"]).stdout.trim(), url);
        url
    }

    fn second_deploy_does_nothing(&self) {
        let ran = self.project.done(&["deploy"]);
        assert!(ran.stderr.contains("nothing to do"), "{}", ran.stderr);
        assert_eq!(self.project.run(&["plan", "--exit-code"]).status, 0);
    }

    fn people_use_it(&self, url: &str) -> Option<Vec<Value>> {
        let arguments = ["manage", "--", "createsuperuser", "--noinput", "--username", "admin", "--email", "admin@example.com"];
        let ran = self.project.run_with(&arguments, &[("DJANGO_SUPERUSER_PASSWORD", PASSWORD)]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let added = self.project.done(&["manage", "--", "seed_entries", "2"]);
        assert!(added.stdout.contains("2 added"), "{}", added.stdout);
        let refused = self.project.run(&["manage", "--", "seed_entries", "99"]);
        assert_eq!(refused.status, 1, "a failure is never green: {}", refused.stdout);
        assert!(refused.stderr.contains("The count must be from 1 to 6, not 99."), "{}", refused.stderr);
        assert_eq!(self.project.done(&["entries"]).stdout.trim().lines().last(), Some("2"), "a command of the project's own");
        journey(&self.python, &self.project, url, "admin", PASSWORD)
    }

    fn what_they_left_is_there(&self, steps: &Option<Vec<Value>>) {
        assert_eq!(self.sql("select count(*) from auth_user where is_superuser"), ["1"]);
        let Some(steps) = steps else { return };
        let step = |name: &str| steps.iter().find(|step| step["step"] == name).unwrap_or_else(|| panic!("the journey has no step {name}"));
        let name = step("guestbook")["name"].as_str().expect("a name").to_owned();
        assert_eq!(self.sql(&format!("select count(*) from journal_note where name = '{name}'")), ["1"]);
        assert_eq!(step("admin_photo")["signed"], true, "uploads are handed out by signed links");
        let photo = step("admin_photo")["photo"].as_str().expect("a URL");
        let (_, key) = photo.split_once("/media/").expect("the folder of uploads");
        let found = self.clouds(async |aws, bucket| {
            let object = aws.s3.head_object().bucket(bucket).key(format!("media/{key}")).send().await.expect("the photo is in the bucket");
            object.content_length().unwrap_or_default()
        });
        assert!(found > 0, "the photo has bytes");
        let plain = self.clouds(async |aws, bucket| {
            let public = aws.s3.get_public_access_block().bucket(bucket).send().await.expect("the bucket blocks public access");
            public.public_access_block_configuration().and_then(|block| block.block_public_policy())
        });
        assert_eq!(plain, Some(true));
    }

    /// Asks the embedded AWS itself, by the SDK.
    fn clouds<T>(&self, ask: impl AsyncFnOnce(&Clients, &str) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let running = pocket_core::embedded::connect(&self.project.root).await.expect("its state is readable").expect("it runs");
            let target = Target::Embedded { endpoint: running.aws_endpoint.clone(), region: running.region.clone() };
            let aws = Clients::connect(&target).await.expect("it answers");
            let bucket = aws.expand("mysite-local-media-${Account}-${Region}");
            ask(&aws, &bucket).await
        })
    }

    /// No secret is in a template, a plan, the status, the logs, the project's state, or the functions' configuration.
    fn no_secret_leaks(&self) {
        let uri = self.database();
        let password =
            uri.split("://").nth(1).and_then(|rest| rest.split('@').next()).and_then(|user| user.split(':').nth(1)).expect("a password");
        let key = self.project.done(&["secrets", "get", "SECRET_KEY"]).stdout.trim().to_owned();
        assert!(key.len() >= 50 && password.len() >= 12);
        let configuration = self.clouds(async |aws, _| {
            let mut text = String::new();
            for function in ["mysite-local-web", "mysite-local-manage"] {
                text.push_str(&format!("{:?}", aws.lambda.get_function().function_name(function).send().await.expect("it is there")));
            }
            for stack in ["mysite-local", "mysite-local-network"] {
                text.push_str(&format!("{:?}", aws.cloudformation.get_template().stack_name(stack).send().await.expect("it is there")));
            }
            text
        });
        let mut texts = vec![("the functions and stacks".to_owned(), configuration)];
        for arguments in [&["synth"][..], &["plan", "--json"], &["status", "--json"], &["logs", "--since", "1h"], &["secrets", "list"]] {
            let ran = self.project.done(arguments);
            texts.push((arguments.join(" "), ran.stdout + &ran.stderr));
        }
        for (place, text) in &texts {
            assert!(!text.is_empty(), "{place} printed nothing");
            for secret in [password, &key, PASSWORD] {
                assert!(!text.contains(secret), "a secret stands in the output of {place}");
            }
        }
        scan(&self.project.root.join(".pocket"), &[password.as_bytes(), key.as_bytes(), PASSWORD.as_bytes()]);
    }

    fn a_template_changes(&self, url: &str) {
        self.project.edit("templates/base.html", "<body>", "<body><p>changed by the test</p>");
        assert!(!get(url, "/").1.contains("changed by the test"));
        let ran = self.project.done(&["deploy"]);
        assert!(!ran.stderr.contains("  stacks "), "a change of code touches no stack:\n{}", ran.stderr);
        let (status, body) = get(url, "/");
        assert!(status == 200 && body.contains("changed by the test"));
    }

    fn a_model_changes(&self, url: &str) {
        let before = self.sql("select count(*) from journal_entry");
        self.project.edit(
            "journal/models.py",
            "class Note(models.Model):",
            "class Note(models.Model):\n    mood = models.CharField(max_length=20, blank=True, null=True)\n",
        );
        self.project.write(
            "journal/migrations/0003_note_mood.py",
            "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    dependencies = [(\"journal\", \"0002_entry_summary\")]\n    operations = [\n        migrations.AddField(\"note\", \"mood\", models.CharField(max_length=20, blank=True, null=True)),\n    ]\n",
        );
        let ran = self.project.done(&["deploy"]);
        assert!(ran.stderr.contains("1 migration applied"), "{}", ran.stderr);
        assert_eq!(
            self.sql("select count(*) from information_schema.columns where table_name = 'journal_note' and column_name = 'mood'"),
            ["1"]
        );
        assert_eq!(self.sql("select count(*) from journal_entry"), before, "no data is lost");
        assert_eq!(get(url, "/").0, 200);
    }

    fn a_failing_migration_hurts_nobody(&self, url: &str) {
        let migration = "journal/migrations/0007_fails.py";
        self.project.edit("templates/base.html", "changed by the test", "never to be seen");
        self.project.write(
            migration,
            "from django.db import migrations\n\n\ndef fail(apps, schema_editor):\n    raise RuntimeError(\"this migration always fails\")\n\n\nclass Migration(migrations.Migration):\n    dependencies = [(\"journal\", \"0006_note_mark\")]\n    operations = [migrations.RunPython(fail)]\n",
        );
        let visitors = Visitors::come(url, "/", &["never to be seen", "changed by the test"]);
        for (arguments, words) in [
            (&["deploy"][..], "the rehearsal failed in journal.0007_fails: RuntimeError: this migration always fails"),
            (&["deploy", "--no-rehearsal"], "failed in journal.0007_fails: RuntimeError: this migration always fails"),
        ] {
            let ran = self.project.run(arguments);
            assert_eq!(ran.status, 1, "{}", ran.stderr);
            assert!(ran.stderr.contains(words) && ran.stderr.contains("0007_fails.py"), "the traceback is shown:\n{}", ran.stderr);
            assert_eq!(self.rehearsals(), Vec::<String>::new());
        }
        assert_eq!(visitors.leave(0), [(200, "changed by the test".to_owned())], "the old release serves all the while");
        let (status, body) = get(url, "/");
        assert!(status == 200 && body.contains("changed by the test"), "the old release still serves");
        std::fs::remove_file(self.project.root.join("site").join(migration)).expect("it was written");
        self.project.done(&["deploy"]);
        assert!(get(url, "/").1.contains("never to be seen"));
    }

    /// Killed at five points that fall into different phases; then one run mends it.
    fn a_killed_deploy_is_mended(&self, url: &str) {
        for (turn, milliseconds) in [150, 600, 1200, 2000, 3000].into_iter().enumerate() {
            let (from, to) = if turn == 0 {
                ("never to be seen".to_owned(), "turn 0".to_owned())
            } else {
                (format!("turn {}", turn - 1), format!("turn {turn}"))
            };
            self.project.edit("templates/base.html", &from, &to);
            let mut child = self.project.begin(&["deploy"]);
            std::thread::sleep(Duration::from_millis(milliseconds));
            let _ = child.kill();
            let _ = child.wait();
            assert_eq!(get(url, "/").0, 200, "the site serves after a kill at {milliseconds} ms");
        }
        self.project.done(&["deploy"]);
        assert!(get(url, "/").1.contains("turn 4"));
        assert!(self.project.done(&["deploy"]).stderr.contains("nothing to do"));
    }

    /// A stage for AWS, with the endpoint and credentials that the AWS configuration names, beside the stage of the embedded cloud.
    fn the_same_program_deploys_to_an_aws_endpoint(&self, url: &str) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let running =
            runtime.block_on(pocket_core::embedded::connect(&self.project.root)).expect("its state is readable").expect("it runs");
        let environment = [
            ("AWS_ENDPOINT_URL", running.aws_endpoint.as_str()),
            ("AWS_ACCESS_KEY_ID", "test"),
            ("AWS_SECRET_ACCESS_KEY", "test"),
            ("NEON_API_HOST", running.neon_endpoint.as_str()),
            ("NEON_API_KEY", running.neon_api_key.expose_secret()),
        ];
        let done = |arguments: &[&str]| {
            let ran = self.project.run_with(arguments, &environment);
            assert_eq!(ran.status, 0, "{arguments:?}\n{}\n{}", ran.stdout, ran.stderr);
            ran
        };
        // The connection dies while the migrations run: the log tells how they end.
        let cut = commands::Cut::before(&environment, b"\"pocket:migrate\"", Duration::from_millis(200));
        let deployed = self.project.run_with(&["deploy", "-s", "dev"], &cut.environment(&environment));
        assert!(deployed.status == 0 && cut.count() == 1, "{}", deployed.stderr);
        assert!(deployed.stderr.contains("the connection was lost"), "{}", deployed.stderr);
        assert!(deployed.stdout.starts_with("https://") && deployed.stdout.contains(".execute-api.ap-northeast-1."), "{}", deployed.stdout);
        assert!(deployed.stderr.contains("migrations applied"), "{}", deployed.stderr);
        assert!(done(&["manage", "-s", "dev", "--", "showmigrations", "journal"]).stdout.contains("[X] 0003_note_mood"));
        assert!(done(&["deploy", "-s", "dev"]).stderr.contains("nothing to do"));
        commands::a_cut_connection(self, "dev", &environment);
        let gone = done(&["destroy", "-s", "dev", "--delete-data", "mysite-dev"]);
        assert!(gone.stdout.contains("nothing is left"), "{}", gone.stdout);
        assert_eq!(get(url, "/").0, 200, "the other stage is not touched");
    }

    fn destroy_leaves_nothing(&self, url: &str) {
        let asked = self.project.run(&["destroy"]);
        assert_eq!(asked.status, 2, "without a terminal nothing is deleted: {}", asked.stderr);
        let kept = self.project.run(&["destroy", "--yes"]);
        assert_eq!(kept.status, 0, "{}\n{}", kept.stdout, kept.stderr);
        assert!(kept.stdout.contains("mysite-local-media"), "the data stays without a consent of its own:\n{}", kept.stdout);
        assert_ne!(get(url, "/").0, 200);
        // It comes back with its data.
        self.project.done(&["deploy"]);
        assert_eq!(self.sql("select count(*) from auth_user where is_superuser"), ["1"]);
        let gone = self.project.run(&["destroy", "--delete-data", "mysite-local"]);
        assert_eq!(gone.status, 0, "{}\n{}", gone.stdout, gone.stderr);
        assert!(gone.stdout.contains("nothing is left"), "{}", gone.stdout);
        let (buckets, functions, stacks) = self.clouds(async |aws, _| {
            let buckets = aws.s3.list_buckets().send().await.expect("it answers").buckets().len();
            let functions = aws.lambda.list_functions().send().await.expect("it answers").functions().len();
            let stacks = aws.cloudformation.describe_stacks().send().await.map_or(0, |stacks| stacks.stacks().len());
            (buckets, functions, stacks)
        });
        assert_eq!((buckets, functions, stacks), (0, 0, 0));
        self.project.done(&["embedded", "reset"]);
        let status = self.project.done(&["embedded", "status", "--json"]);
        assert!(!status.stdout.contains("\"healthy\": true"), "{}", status.stdout);
    }
}

/// No file below a folder holds one of these.
fn scan(folder: &Path, secrets: &[&[u8]]) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            scan(&path, secrets);
        } else if let Ok(bytes) = std::fs::read(&path) {
            for secret in secrets {
                assert!(!bytes.windows(secret.len()).any(|window| window == *secret), "a secret stands in {}", path.display());
            }
        }
    }
}
