//! Compute endpoints. One server serves them all, so that they cost nothing and start at once; they are kept because clients make and configure them.

use super::model::{Endpoint, Project};
use super::{Answer, Call, Refusal, new_id, record, timestamp, view};
use serde_json::{Map, Value, json};

const SETTINGS: [&str; 8] = [
    "autoscaling_limit_min_cu",
    "autoscaling_limit_max_cu",
    "suspend_timeout_seconds",
    "pooler_enabled",
    "pooler_mode",
    "disabled",
    "settings",
    "name",
];

fn settings(asked: Option<&Value>) -> Map<String, Value> {
    let fields = asked.and_then(Value::as_object).into_iter().flatten();
    fields
        .filter(|(name, value)| SETTINGS.contains(&name.as_str()) && !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Adds an endpoint to a branch; its id.
pub fn add(project: &mut Project, branch: &str, kind: &str, asked: Option<&Value>) -> Result<String, Refusal> {
    if !["read_write", "read_only"].contains(&kind) {
        return Err(Refusal::invalid("endpoint type must be read_write or read_only"));
    }
    if kind == "read_write" && project.endpoints.iter().any(|endpoint| endpoint.branch_id == branch && endpoint.kind == kind) {
        return Err(Refusal::new(409, "", "read-write endpoint already exists"));
    }
    let (id, now) = (format!("ep-{}", new_id()?), timestamp());
    project.endpoints.push(Endpoint {
        id: id.clone(),
        branch_id: branch.to_owned(),
        kind: kind.to_owned(),
        settings: settings(asked),
        current_state: "active".into(),
        created_at: now.clone(),
        updated_at: now,
    });
    Ok(id)
}

/// `GET …/endpoints`, of the project or of one branch
pub fn list(project: &Project, branch: Option<&str>) -> Value {
    let endpoints = project.endpoints.iter().filter(|endpoint| branch.is_none_or(|branch| endpoint.branch_id == branch));
    json!({ "endpoints": endpoints.map(|endpoint| view::endpoint(project, endpoint)).collect::<Vec<_>>() })
}

fn find<'a>(project: &'a Project, id: &str) -> Result<&'a Endpoint, Refusal> {
    project.endpoints.iter().find(|endpoint| endpoint.id == id).ok_or_else(|| Refusal::missing("endpoint"))
}

/// `GET …/endpoints/{id}`
pub fn get(project: &Project, id: &str) -> Answer {
    Ok((200, json!({ "endpoint": view::endpoint(project, find(project, id)?) })))
}

/// `POST …/endpoints`
pub fn create(project: &mut Project, call: &Call) -> Answer {
    let asked = &call.body["endpoint"];
    let branch = asked["branch_id"].as_str().ok_or_else(|| Refusal::new(400, "", "endpoint.branch_id is required"))?;
    let kind = asked["type"].as_str().ok_or_else(|| Refusal::new(400, "", "endpoint.type is required"))?;
    project.branch(branch).ok_or_else(|| Refusal::missing("branch"))?;
    let id = add(project, branch, kind, Some(asked))?;
    let operations = record(project, &["start_compute"], Some(branch), Some(&id))?;
    Ok((201, json!({ "endpoint": view::endpoint(project, find(project, &id)?), "operations": operations })))
}

/// `PATCH` and `DELETE …/endpoints/{id}`
pub fn change(project: &mut Project, id: &str, call: &Call) -> Answer {
    let before = find(project, id)?.clone();
    let action = if call.method == "DELETE" {
        project.endpoints.retain(|endpoint| endpoint.id != id);
        "suspend_compute"
    } else {
        let place = project.endpoints.iter_mut().find(|endpoint| endpoint.id == id).ok_or_else(|| Refusal::missing("endpoint"))?;
        place.settings.extend(settings(call.body.get("endpoint")));
        place.updated_at = timestamp();
        "apply_config"
    };
    let operations = record(project, &[action], Some(&before.branch_id), Some(id))?;
    let shown = find(project, id).cloned().unwrap_or(before);
    Ok((200, json!({ "endpoint": view::endpoint(project, &shown), "operations": operations })))
}

/// `POST …/endpoints/{id}/start`, `suspend` and `restart`
pub fn act(project: &mut Project, id: &str, action: &str) -> Answer {
    let (state, operation) = match action {
        "start" | "restart" => ("active", "start_compute"),
        "suspend" => ("idle", "suspend_compute"),
        _ => return Err(Refusal::missing("this path")),
    };
    let branch = find(project, id)?.branch_id.clone();
    if let Some(place) = project.endpoints.iter_mut().find(|endpoint| endpoint.id == id) {
        (place.current_state, place.updated_at) = (state.to_owned(), timestamp());
    }
    let operations = record(project, &[operation], Some(&branch), Some(id))?;
    Ok((200, json!({ "endpoint": view::endpoint(project, find(project, id)?), "operations": operations })))
}
