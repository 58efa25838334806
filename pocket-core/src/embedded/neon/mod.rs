//! A local server of the part of Neon's API v2 that deploying needs, over one real PostgreSQL server: <https://neon.tech/docs/reference/api-reference>.
//!
//! What differs from Neon: every host is 127.0.0.1, the names of databases and roles in a connection URI end in a mark of their branch, and
//! there is no history, so nothing can be had as it was at an earlier time.

mod branches;
mod databases;
mod endpoints;
mod error;
mod model;
mod projects;
mod roles;
#[cfg(test)]
mod tests;
mod view;

use super::psql::Psql;
use super::state::{Folder, random, read_json, write_json};
use crate::error::Result;
use crate::ui::Printer;
use bytes::Bytes;
use error::Refusal;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use model::{Operation, Project, Store};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a call gives: status and body.
type Answer = std::result::Result<(u16, Value), Refusal>;

/// Operations that a project remembers.
const OPERATIONS_KEPT: usize = 200;

/// The server.
#[derive(Debug)]
pub struct Neon {
    core: Arc<Core>,
    key: SecretString,
    ui: Printer,
}

#[derive(Debug)]
struct Core {
    path: PathBuf,
    psql: Psql,
    store: Mutex<Store>,
    busy: Mutex<HashSet<String>>,
}

/// A call, taken apart.
#[derive(Debug, Clone)]
struct Call {
    method: Method,
    path: Vec<String>,
    query: BTreeMap<String, String>,
    body: Value,
}

impl Neon {
    /// Opens what earlier runs left.
    pub fn open(folder: &Folder, key: SecretString, psql: Psql, ui: Printer) -> Result<Neon> {
        let path = folder.join("neon.json");
        let store = read_json(&path)?.unwrap_or_default();
        databases::reopen(&psql)?;
        let core = Core { path, psql, store: Mutex::new(store), busy: Mutex::default() };
        Ok(Neon { core: Arc::new(core), key, ui })
    }

    /// Answers one request and writes a line to the log.
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let line = format!("{} {}", request.method(), request.uri().path());
        let id = random(16).unwrap_or_default();
        let (status, body) = match self.try_answer(request).await {
            Ok((status, body)) => (status, body),
            Err(refusal) => {
                if refusal.status >= 500 {
                    self.ui.warning(&refusal.message);
                }
                (refusal.status, refusal.body(&id))
            }
        };
        self.ui.status(format!("{status} {line}"));
        let bytes = if status == 204 { Bytes::new() } else { Bytes::from(body.to_string()) };
        let mut response = Response::new(Full::new(bytes));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }

    async fn try_answer(&self, request: Request<Incoming>) -> Answer {
        let (parts, body) = request.into_parts();
        let given =
            parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
        if given != Some(self.key.expose_secret()) {
            return Err(Refusal::new(401, "", "supplied credentials do not pass authentication"));
        }
        let body = Limited::new(body, 1 << 20).collect().await.map_err(|_| Refusal::new(400, "", "the body cannot be read"))?.to_bytes();
        let body = if body.is_empty() {
            json!({})
        } else {
            serde_json::from_slice(&body).map_err(|error| Refusal::new(400, "", format!("the body is not JSON: {error}")))?
        };
        let path = parts.uri.path().strip_prefix("/api/v2/").ok_or_else(|| Refusal::missing("this path"))?;
        let path = path.split('/').map(super::front::decoded).collect();
        let query = parts.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
        let query = query.map(|(name, value)| (super::front::decoded(name), super::front::decoded(&value.replace('+', " ")))).collect();
        let (core, call) = (self.core.clone(), Call { method: parts.method, path, query, body });
        // SQL and files block.
        tokio::task::spawn_blocking(move || core.route(&call)).await.map_err(|error| Refusal::new(500, "", error.to_string()))?
    }
}

impl Core {
    fn route(&self, call: &Call) -> Answer {
        let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
        match (call.method.as_str(), path.as_slice()) {
            ("GET", ["users", "me"]) => Ok((200, projects::user())),
            ("GET", ["users", "me", "organizations"]) => Ok((200, json!({ "organizations": [] }))),
            ("GET", ["regions"]) => Ok((200, projects::regions())),
            ("GET", ["projects"]) => Ok((200, projects::list(&self.store(), call))),
            ("GET", ["projects", "shared"]) => Ok((200, json!({ "projects": [], "pagination": {} }))),
            ("POST", ["projects"]) => projects::create(self, call),
            ("GET", ["projects", project]) => self.read(project, |project| Ok((200, json!({ "project": view::project(project) })))),
            ("PATCH", ["projects", project]) => self.change(project, |project| projects::update(project, call)),
            ("DELETE", ["projects", project]) => projects::delete(self, project),
            ("GET", ["projects", project, "connection_uri"]) => {
                self.read(project, |project| projects::connection_uri(project, call, self.psql.port))
            }
            ("GET", ["projects", project, "operations"]) => self.read(project, |project| Ok((200, projects::operations(project)))),
            ("GET", ["projects", project, "operations", id]) => self.read(project, |project| projects::operation(project, id)),
            ("GET", ["projects", project, "endpoints"]) => self.read(project, |project| Ok((200, endpoints::list(project, None)))),
            ("POST", ["projects", project, "endpoints"]) => self.change(project, |project| endpoints::create(project, call)),
            ("GET", ["projects", project, "endpoints", id]) => self.read(project, |project| endpoints::get(project, id)),
            ("PATCH" | "DELETE", ["projects", project, "endpoints", id]) => {
                self.change(project, |project| endpoints::change(project, id, call))
            }
            ("POST", ["projects", project, "endpoints", id, action]) => self.change(project, |project| endpoints::act(project, id, action)),
            ("GET", ["projects", project, "branches"]) => self.read(project, |project| Ok((200, branches::list(project, call)))),
            ("POST", ["projects", project, "branches"]) => self.change(project, |project| branches::create(project, call, &self.psql)),
            ("GET", ["projects", project, "branches", id, rest @ ..]) => self.read(project, |project| branches::get(project, id, rest)),
            (_, ["projects", project, "branches", id, rest @ ..]) => {
                self.change(project, |project| branches::change(project, id, rest, call, &self.psql))
            }
            _ => Err(Refusal::missing("this path")),
        }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, id: &str, look: impl FnOnce(&Project) -> Answer) -> Answer {
        look(self.store().projects.get(id).ok_or_else(|| Refusal::missing("project"))?)
    }

    /// Changes a copy of a project, and keeps it when that succeeds. A second change of the same project at the same time is refused, as Neon does.
    fn change(&self, id: &str, change: impl FnOnce(&mut Project) -> Answer) -> Answer {
        let mut project = self.store().projects.get(id).cloned().ok_or_else(|| Refusal::missing("project"))?;
        let _turn = Turn::take(self, id)?;
        // Another change may have ended between the look and the turn.
        if let Some(current) = self.store().projects.get(id) {
            project.clone_from(current);
        }
        let answer = change(&mut project)?;
        let surplus = project.operations.len().saturating_sub(OPERATIONS_KEPT);
        project.operations.drain(..surplus);
        self.keep(|store| drop(store.projects.insert(id.to_owned(), project)))?;
        Ok(answer)
    }

    /// Changes the store and writes it; what cannot be written is not changed either.
    fn keep(&self, change: impl FnOnce(&mut Store)) -> std::result::Result<(), Refusal> {
        let mut store = self.store();
        let mut changed = store.clone();
        change(&mut changed);
        write_json(&self.path, &changed)?;
        *store = changed;
        Ok(())
    }
}

/// The right to change a project.
struct Turn<'a> {
    core: &'a Core,
    id: String,
}

impl<'a> Turn<'a> {
    fn take(core: &'a Core, id: &str) -> std::result::Result<Turn<'a>, Refusal> {
        if core.busy.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned()) {
            return Ok(Turn { core, id: id.to_owned() });
        }
        Err(Refusal::new(423, "", "project already has running conflicting operations, scheduling of new ones is prohibited"))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.core.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// Now, as the API writes it.
fn timestamp() -> String {
    time::OffsetDateTime::now_utc().format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}

/// An id in Neon's style: `quiet-dew-12345678`.
fn new_id() -> std::result::Result<String, Refusal> {
    const FIRST: [&str; 8] = ["quiet", "calm", "bright", "cold", "green", "late", "misty", "small"];
    const SECOND: [&str; 8] = ["dew", "field", "river", "cloud", "lake", "leaf", "moon", "wind"];
    let bytes = random(6)?;
    let index = |at: usize| usize::from(u8::from_str_radix(&bytes[at..at + 2], 16).unwrap_or_default());
    let number = u32::from_str_radix(&bytes[4..12], 16).unwrap_or_default() % 100_000_000;
    Ok(format!("{}-{}-{number:08}", FIRST[index(0) % 8], SECOND[index(2) % 8]))
}

/// Notes operations; as the call's answer shows them.
fn record(project: &mut Project, actions: &[&str], branch: Option<&str>, endpoint: Option<&str>) -> std::result::Result<Value, Refusal> {
    let mut shown = Vec::new();
    for action in actions {
        let id = random(16)?;
        let id = format!("{}-{}-4{}-8{}-{}", &id[..8], &id[8..12], &id[13..16], &id[17..20], &id[20..32]);
        let compute = action.contains("compute") || *action == "apply_config";
        let operation = Operation {
            id,
            action: (*action).to_owned(),
            branch_id: branch.map(str::to_owned),
            endpoint_id: endpoint.filter(|_| compute).map(str::to_owned),
            created_at: timestamp(),
        };
        shown.push(view::operation(project, &operation, "running"));
        project.operations.push(operation);
    }
    Ok(Value::Array(shown))
}

/// A string field of an object in the body.
fn field<'a>(body: &'a Value, object: &str, name: &str) -> std::result::Result<Option<&'a str>, Refusal> {
    match &body[object][name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(Refusal::new(400, "", format!("{object}.{name} must be a string"))),
    }
}

/// A name for a role or a database: not empty, within PostgreSQL's 63 bytes, without control characters.
fn checked<'a>(what: &str, name: &'a str) -> std::result::Result<&'a str, Refusal> {
    if name.is_empty() || name.len() > 63 || name.chars().any(char::is_control) {
        return Err(Refusal::invalid(format!("{what} name must have 1 to 63 bytes and no control characters")));
    }
    Ok(name)
}

/// Lets a list be read in pages: those after `cursor`, at most `limit`.
fn page(items: Vec<Value>, call: &Call) -> (Vec<Value>, Value) {
    let limit = call.query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(10_000_usize);
    let after = call.query.get("cursor").and_then(|cursor| items.iter().position(|item| item["id"] == **cursor)).map_or(0, |at| at + 1);
    let items: Vec<Value> = items.into_iter().skip(after).take(limit).collect();
    let cursor = items.last().map_or(json!({}), |last| json!({ "cursor": last["id"] }));
    (items, cursor)
}
