//! Migrations that would hurt the release that serves: refused, done in two steps as the refusal says, accepted by name, and rehearsed on a copy.

use super::Site;
use super::project::Ran;
use super::visitors::Visitors;
use pocket_core::drivers::neon::rehearsal::PREFIX;
use secrecy::ExposeSecret;
use serde_json::Value;
use std::io::{Read, Write};
use std::time::Duration;

const FIELD: &str = "    mood = models.CharField(max_length=20, blank=True, null=True)\n";

fn migration(number: u32, name: &str, operations: &str) -> (String, String) {
    let (file, before) = (format!("journal/migrations/{number:04}_{name}.py"), number - 1);
    // Whatever the one before is called.
    let text = format!(
        "import pathlib\n\nfrom django.db import migrations, models\n\n\nBEFORE = next(pathlib.Path(__file__).parent.glob(\"{before:04}_*.py\")).stem\n\n\nclass Migration(migrations.Migration):\n    dependencies = [(\"journal\", BEFORE)]\n    operations = [\n{operations}\n    ]\n"
    );
    (file, text)
}

impl Site {
    fn migration(&self, number: u32, name: &str, operations: &str) -> String {
        let (file, text) = migration(number, name, operations);
        self.project.write(&file, &text);
        file
    }

    fn remove(&self, file: &str) {
        std::fs::remove_file(self.project.root.join("site").join(file)).expect("it was written");
    }

    fn columns(&self, column: &str) -> String {
        self.sql(&format!("select count(*) from information_schema.columns where table_name = 'journal_note' and column_name = '{column}'"))
            [0]
        .clone()
    }

    /// The branches of rehearsals, as the Neon API lists them.
    pub fn rehearsals(&self) -> Vec<String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let running =
            runtime.block_on(pocket_core::embedded::connect(&self.project.root)).expect("its state is readable").expect("it runs");
        let ask = |path: &str| -> Value {
            let rest = running.neon_endpoint.strip_prefix("http://").expect("HTTP");
            let (authority, base) = rest.split_once('/').expect("a path");
            let mut stream = std::net::TcpStream::connect(authority).expect("it listens");
            let key = running.neon_api_key.expose_secret();
            write!(stream, "GET /{base}{path} HTTP/1.1\r\nHost: {authority}\r\nAuthorization: Bearer {key}\r\nConnection: close\r\n\r\n")
                .expect("asked");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("answered");
            serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
        };
        let projects = ask("/projects")["projects"].clone();
        let project = projects.as_array().expect("a list").iter().find(|project| project["name"] == "mysite").expect("the site's").clone();
        let branches = ask(&format!("/projects/{}/branches", project["id"].as_str().expect("an id")))["branches"].clone();
        let names = branches.as_array().expect("a list").iter().filter_map(|branch| branch["name"].as_str());
        names.filter(|name| name.starts_with(PREFIX)).map(String::from).collect()
    }

    fn planned(&self, arguments: &[&str]) -> Value {
        let ran = self.project.done(&[&["plan", "--json"], arguments].concat());
        serde_json::from_str(&ran.stdout).expect("a plan")
    }

    /// The column `mood` goes in the two steps that the refusal spells out, word for word, and no visitor notices.
    pub fn a_dropped_column_goes_in_two_steps(&self, url: &str) {
        let visitors = Visitors::come(url, "/", &[]);
        self.project.edit("journal/models.py", FIELD, "");
        let file = self.migration(4, "remove_note_mood", "        migrations.RemoveField(\"note\", \"mood\"),");
        let plan = self.planned(&[]);
        let change = &plan["migrations"][0];
        assert_eq!((&change["name"], &change["dangerous"]), (&"journal.0004_remove_note_mood".into(), &true.into()), "{plan}");
        let finding = &change["operations"][0]["findings"][0];
        assert_eq!(finding["code"], "removed_column", "{change}");
        assert_eq!(change["operations"][0]["at"], format!("site/{file}:12"));
        let refused = self.project.run(&["deploy"]);
        assert_eq!(refused.status, 1, "{}", refused.stderr);
        for words in [
            "journal.0004_remove_note_mood would hurt the release that is serving",
            "drops the column `journal_note.mood`, which the release that is serving still reads and writes",
            "cargo run -- deploy -s local --allow journal.0004",
            "nothing was applied",
        ] {
            assert!(refused.stderr.contains(words), "{words:?} is not in:\n{}", refused.stderr);
        }
        assert_eq!(self.columns("mood"), "1", "nothing was applied");
        let mistyped = self.project.run(&["deploy", "--allow", "journal.004"]);
        assert_eq!(mistyped.status, 2, "{}", mistyped.stderr);
        assert!(mistyped.stderr.contains("did you mean journal.0004?"), "{}", mistyped.stderr);

        let code = |step: usize| finding["way"][step]["code"].as_str().unwrap_or_else(|| panic!("a step with code: {finding}")).to_owned();
        self.migration(4, "remove_note_mood", &format!("{},", code(0)));
        assert_applied(&self.project.done(&["deploy"]), "journal.0004_remove_note_mood");
        self.migration(5, "drop_note_mood", &format!("{},", code(1)));
        assert_applied(&self.project.done(&["deploy"]), "journal.0005_drop_note_mood");
        assert_eq!(self.columns("mood"), "0");
        assert_eq!(visitors.leave(1), [(200, String::new())], "all were served");
        assert_eq!(self.rehearsals(), Vec::<String>::new(), "a rehearsal leaves no branch");
    }

    /// A new column that the code of the running release cannot fill is refused, and accepted by its name.
    pub fn a_dangerous_migration_is_accepted_by_name(&self) {
        self.project.edit(
            "journal/models.py",
            "class Note(models.Model):",
            "class Note(models.Model):\n    mark = models.CharField(max_length=20, blank=True, default=\"-\")\n",
        );
        self.migration(
            6,
            "note_mark",
            "        migrations.AddField(\"note\", \"mark\", models.CharField(max_length=20, blank=True, default=\"-\")),",
        );
        let refused = self.project.run(&["deploy", "--no-rehearsal"]);
        assert!(refused.status == 1 && refused.stderr.contains("`journal_note.mark` is NOT NULL and has no default"), "{}", refused.stderr);
        assert_eq!(self.columns("mark"), "0");
        let plan = self.project.done(&["plan", "--rehearse", "--allow", "journal.0006"]).stdout;
        assert!(
            plan.contains("+ journal.0006_note_mark") && plan.contains("allowed by name") && plan.contains("s in the rehearsal"),
            "{plan}"
        );
        assert_eq!(self.columns("mark"), "0", "it was tried on a copy");
        assert_applied(&self.project.done(&["deploy", "--allow", "journal.0006_note_mark"]), "journal.0006_note_mark");
        assert_eq!(self.columns("mark"), "1");
    }

    /// Killed in the middle, its branch is there; the next rehearsal takes it away.
    pub fn a_killed_rehearsal_leaves_nothing(&self) {
        let file = self.migration(7, "sleeps", "        migrations.RunSQL(\"SELECT pg_sleep(300)\", migrations.RunSQL.noop),");
        let mut child = self.project.begin(&["plan", "--rehearse"]);
        // What other roles do is hidden from the site's; that they are there is not.
        let inside = "select count(*) from pg_stat_activity where datname like 'mysite%' and datname <> current_database()";
        let begun = std::time::Instant::now();
        while self.rehearsals().is_empty() || self.sql(inside)[0] == "0" {
            assert!(begun.elapsed() < Duration::from_secs(120), "the rehearsal does not begin");
            assert!(child.try_wait().expect("it runs").is_none(), "the rehearsal ended");
            std::thread::sleep(Duration::from_millis(100));
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
        assert_eq!(self.rehearsals().len(), 1, "nobody was left to drop it");
        self.remove(&file);
        let file = self.migration(7, "harmless", "        migrations.AddField(\"note\", \"later\", models.IntegerField(null=True)),");
        let plan = self.planned(&["--rehearse"]);
        assert!(plan["migrations"][0]["seconds"].is_number(), "{plan}");
        assert_eq!(self.rehearsals(), Vec::<String>::new());
        assert_eq!(self.sql(inside), ["0"], "what worked in it has ended");
        self.remove(&file);
    }
}

fn assert_applied(ran: &Ran, name: &str) {
    assert!(ran.stderr.contains("1 migration applied") && ran.stderr.contains(name), "{}", ran.stderr);
    assert!(ran.stderr.contains("on a copy of the data"), "it was rehearsed:\n{}", ran.stderr);
}
