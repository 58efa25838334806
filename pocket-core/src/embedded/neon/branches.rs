//! Branches: copies of all databases of another branch.

use super::model::{Branch, Project};
use super::{Answer, Call, Refusal, databases, endpoints, field, new_id, page, record, roles, timestamp, view};
use crate::embedded::psql::Psql;
use crate::embedded::state::random;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// `GET …/branches`
pub fn list(project: &Project, call: &Call) -> Value {
    let matches =
        |branch: &&Branch| call.query.get("search").is_none_or(|search| branch.name.contains(search.as_str()) || branch.id == *search);
    let noted = project.branches.iter().filter(|branch| matches(branch) && !branch.annotation.is_empty());
    let annotations: Map<String, Value> = noted.map(|branch| (branch.id.clone(), annotation(branch))).collect();
    let (branches, pagination) = page(project.branches.iter().filter(matches).map(|branch| view::branch(project, branch)).collect(), call);
    json!({ "branches": branches, "annotations": annotations, "pagination": pagination })
}

fn annotation(branch: &Branch) -> Value {
    json!({ "object": { "type": "console/branch", "id": branch.id }, "value": branch.annotation, "created_at": branch.created_at })
}

/// The notes of a request: those that are text.
pub fn notes(value: &Value) -> BTreeMap<String, String> {
    let texts = value.as_object().into_iter().flatten();
    texts.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

/// A branch with its roles, databases, endpoints and connection URIs, as the calls that make one answer.
pub fn whole(project: &Project, branch: &Branch, port: u16) -> Value {
    let uris: Vec<Value> = branch
        .databases
        .iter()
        .filter_map(|database| branch.role(&database.owner_name).map(|role| view::connection(branch, &database.name, role, port)))
        .collect();
    json!({
        "branch": view::branch(project, branch),
        "roles": branch.roles.iter().map(|role| view::role(branch, role, true)).collect::<Vec<_>>(),
        "databases": branch.databases.iter().map(|database| view::database(branch, database)).collect::<Vec<_>>(),
        "endpoints": endpoints::list(project, Some(&branch.id))["endpoints"],
        "connection_uris": uris,
    })
}

/// `POST …/branches`: roles keep their passwords, as on Neon.
pub fn create(project: &mut Project, call: &Call, psql: &Psql) -> Answer {
    let body = &call.body;
    for history in ["parent_lsn", "parent_timestamp"] {
        if !body["branch"][history].is_null() {
            return Err(Refusal::unsupported("history: a branch is a copy of its parent as it is now"));
        }
    }
    if field(body, "branch", "init_source")?.is_some_and(|source| source != "parent-data") {
        return Err(Refusal::unsupported("branch without its parent's data"));
    }
    let parent = match field(body, "branch", "parent_id")? {
        Some(id) => project.branch(id).ok_or_else(|| Refusal::missing("parent branch"))?,
        None => project.default_branch().ok_or_else(|| Refusal::missing("parent branch"))?,
    }
    .clone();
    let (id, now) = (format!("br-{}", new_id()?), timestamp());
    let name = field(body, "branch", "name")?.filter(|name| !name.is_empty()).unwrap_or(&id).to_owned();
    if project.branches.iter().any(|branch| branch.name == name) {
        return Err(Refusal::exists("BRANCH_ALREADY_EXISTS", "branch"));
    }
    let next = next_database(project);
    let mut branch = Branch {
        id: id.clone(),
        suffix: random(4)?,
        name,
        parent_id: Some(parent.id.clone()),
        default: false,
        protected: body["branch"]["protected"].as_bool().unwrap_or(false),
        expires_at: field(body, "branch", "expires_at")?.map(str::to_owned),
        created_at: now.clone(),
        updated_at: now,
        last_reset_at: None,
        annotation: notes(&body["annotation_value"]),
        ..parent.clone()
    };
    for (database, id) in branch.databases.iter_mut().zip(next..) {
        database.id = id;
    }
    let kinds = body["endpoints"].as_array().cloned().unwrap_or_default();
    if let Err(error) = databases::copy_branch(psql, &parent, &branch) {
        // What was copied so far belongs to nothing.
        let _ = databases::drop_branch(psql, &branch);
        return Err(error.into());
    }
    project.branches.push(branch);
    let mut endpoint = None;
    for asked in &kinds {
        endpoint = Some(endpoints::add(project, &id, asked["type"].as_str().unwrap_or("read_write"), Some(asked))?);
    }
    let actions: &[&str] = if endpoint.is_some() { &["create_branch", "start_compute"] } else { &["create_branch"] };
    let operations = record(project, actions, Some(&id), endpoint.as_deref())?;
    let branch = project.branch(&id).ok_or_else(|| Refusal::missing("branch"))?;
    let mut answer = whole(project, branch, psql.port);
    answer["operations"] = operations;
    Ok((201, answer))
}

/// The id of the next database made in the project.
pub fn next_database(project: &Project) -> u64 {
    project.branches.iter().flat_map(|branch| &branch.databases).map(|database| database.id).max().unwrap_or(0) + 1
}

/// `GET …/branches/{id}` and what is below it
pub fn get(project: &Project, id: &str, rest: &[&str]) -> Answer {
    let branch = project.branch(id).ok_or_else(|| Refusal::missing("branch"))?;
    let answer = match rest {
        [] if branch.annotation.is_empty() => json!({ "branch": view::branch(project, branch) }),
        [] => json!({ "branch": view::branch(project, branch), "annotation": annotation(branch) }),
        ["endpoints"] => endpoints::list(project, Some(id)),
        ["databases"] => {
            json!({ "databases": branch.databases.iter().map(|database| view::database(branch, database)).collect::<Vec<_>>() })
        }
        ["databases", name] => {
            json!({ "database": view::database(branch, branch.database(name).ok_or_else(|| Refusal::missing("database"))?) })
        }
        ["roles"] => json!({ "roles": branch.roles.iter().map(|role| view::role(branch, role, false)).collect::<Vec<_>>() }),
        ["roles", name] => json!({ "role": view::role(branch, branch.role(name).ok_or_else(|| Refusal::missing("role"))?, false) }),
        ["roles", name, "reveal_password"] => return roles::reveal(project, branch, name),
        _ => return Err(Refusal::missing("this path")),
    };
    Ok((200, answer))
}

/// Everything that changes a branch or what is below it.
pub fn change(project: &mut Project, id: &str, rest: &[&str], call: &Call, psql: &Psql) -> Answer {
    let Some(branch) = project.branch(id).cloned() else {
        // A branch that is gone already was deleted as asked.
        return if call.method == "DELETE" && rest.is_empty() { Ok((204, json!({}))) } else { Err(Refusal::missing("branch")) };
    };
    match (call.method.as_str(), rest) {
        ("PATCH", []) => update(project, &branch, call),
        ("DELETE", []) => delete(project, &branch, psql),
        ("POST", ["set_as_default"]) => {
            for other in &mut project.branches {
                other.default = other.id == id;
            }
            shown(project, id, &[])
        }
        ("POST", ["restore"]) => restore(project, &branch, call, psql),
        ("POST", ["databases"]) => roles::create_database(project, &branch, call, psql),
        ("PATCH", ["databases", name]) => roles::update_database(project, &branch, name, call, psql),
        ("DELETE", ["databases", name]) => roles::delete_database(project, &branch, name, psql),
        ("POST", ["roles"]) => roles::create(project, &branch, call, psql),
        ("DELETE", ["roles", name]) => roles::delete(project, &branch, name, psql),
        ("POST", ["roles", name, "reset_password"]) => roles::reset_password(project, &branch, name, psql),
        _ => Err(Refusal::missing("this path")),
    }
}

fn shown(project: &mut Project, id: &str, actions: &[&str]) -> Answer {
    let operations = record(project, actions, Some(id), None)?;
    let branch = project.branch(id).ok_or_else(|| Refusal::missing("branch"))?;
    Ok((200, json!({ "branch": view::branch(project, branch), "operations": operations })))
}

fn update(project: &mut Project, branch: &Branch, call: &Call) -> Answer {
    let name = field(&call.body, "branch", "name")?;
    if name.is_some_and(|name| project.branches.iter().any(|other| other.name == name && other.id != branch.id)) {
        return Err(Refusal::exists("BRANCH_ALREADY_EXISTS", "branch"));
    }
    let changed = project.branch_mut(&branch.id).ok_or_else(|| Refusal::missing("branch"))?;
    if let Some(name) = name {
        name.clone_into(&mut changed.name);
    }
    if let Some(protected) = call.body["branch"]["protected"].as_bool() {
        changed.protected = protected;
    }
    if let Some(expires) = call.body["branch"].get("expires_at") {
        changed.expires_at = expires.as_str().map(str::to_owned);
    }
    changed.updated_at = timestamp();
    shown(project, &branch.id, &[])
}

fn delete(project: &mut Project, branch: &Branch, psql: &Psql) -> Answer {
    if branch.default {
        return Err(Refusal::invalid("cannot delete the default branch of a project"));
    }
    if branch.protected {
        return Err(Refusal::invalid("cannot delete a protected branch"));
    }
    if project.branches.iter().any(|child| child.parent_id.as_ref() == Some(&branch.id)) {
        return Err(Refusal::invalid("cannot delete a branch that has children"));
    }
    databases::drop_branch(psql, branch)?;
    let view = view::branch(project, branch);
    project.branches.retain(|other| other.id != branch.id);
    project.endpoints.retain(|endpoint| endpoint.branch_id != branch.id);
    let operations = record(project, &["suspend_compute", "delete_timeline"], Some(&branch.id), None)?;
    Ok((200, json!({ "branch": view, "operations": operations })))
}

/// `POST …/restore`: the branch becomes a copy of another one as that is now; what it held goes, or stays under another name.
fn restore(project: &mut Project, branch: &Branch, call: &Call, psql: &Psql) -> Answer {
    let source = call.body["source_branch_id"].as_str().ok_or_else(|| Refusal::new(400, "", "source_branch_id is required"))?;
    let source = project.branch(source).cloned().ok_or_else(|| Refusal::missing("source branch"))?;
    if source.id == branch.id || !call.body["source_lsn"].is_null() || !call.body["source_timestamp"].is_null() {
        return Err(Refusal::unsupported("history: a branch can be restored to another branch as that is now"));
    }
    if call.body["preserve_under_name"].is_string() {
        return Err(Refusal::unsupported("preserve_under_name: make a branch of it first"));
    }
    let now = timestamp();
    let next = next_database(project);
    let mut fresh = Branch { suffix: random(4)?, roles: source.roles.clone(), databases: source.databases.clone(), ..branch.clone() };
    for (database, id) in fresh.databases.iter_mut().zip(next..) {
        database.id = id;
    }
    (fresh.updated_at, fresh.last_reset_at) = (now.clone(), Some(now));
    if let Err(error) = databases::copy_branch(psql, &source, &fresh) {
        let _ = databases::drop_branch(psql, &fresh);
        return Err(error.into());
    }
    databases::drop_branch(psql, branch)?;
    if let Some(place) = project.branch_mut(&branch.id) {
        *place = fresh;
    }
    shown(project, &branch.id, &["create_branch", "apply_config"])
}
