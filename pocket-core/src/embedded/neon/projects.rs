//! Projects, and what is read of one: connection URIs and operations.

use super::model::{Branch, Database, Project, Role, Store};
use super::{Answer, Call, Core, Refusal, Turn, branches, checked, databases, endpoints, field, new_id, page, record, timestamp, view};
use crate::embedded::state::random;
use serde_json::{Value, json};

const REGIONS: [(&str, &str); 11] = [
    ("aws-us-east-1", "AWS US East 1 (N. Virginia)"),
    ("aws-us-east-2", "AWS US East 2 (Ohio)"),
    ("aws-us-west-2", "AWS US West 2 (Oregon)"),
    ("aws-eu-central-1", "AWS Europe Central 1 (Frankfurt)"),
    ("aws-eu-west-2", "AWS Europe West 2 (London)"),
    ("aws-ap-northeast-1", "AWS Asia Pacific 1 (Tokyo)"),
    ("aws-ap-southeast-1", "AWS Asia Pacific 1 (Singapore)"),
    ("aws-ap-southeast-2", "AWS Asia Pacific 2 (Sydney)"),
    ("aws-sa-east-1", "AWS South America East 1 (São Paulo)"),
    ("azure-eastus2", "Azure East US 2 (Virginia)"),
    ("azure-westus3", "Azure West US 3 (Arizona)"),
];

/// The owner of the key.
pub fn user() -> Value {
    json!({
        "id": "embedded", "login": "embedded", "email": "embedded@localhost", "name": "Embedded", "last_name": "", "image": "", "plan": "free",
        "active_seconds_limit": 0, "projects_limit": 1000, "branches_limit": 1000, "max_autoscaling_limit": 1, "auth_accounts": [],
    })
}

/// `GET /regions`
pub fn regions() -> Value {
    let regions: Vec<Value> = REGIONS
        .iter()
        .map(|(id, name)| json!({ "region_id": id, "name": name, "default": *id == "aws-us-east-1", "geo_lat": "", "geo_long": "" }))
        .collect();
    json!({ "regions": regions })
}

/// `GET /projects`
pub fn list(store: &Store, call: &Call) -> Value {
    let matches = |project: &&Project| {
        call.query.get("search").is_none_or(|search| project.name.contains(search.as_str()) || project.id == *search)
            && call.query.get("org_id").is_none_or(|organization| project.org_id.as_ref() == Some(organization))
    };
    let (projects, pagination) = page(store.projects.values().filter(matches).map(view::project).collect(), call);
    json!({ "projects": projects, "pagination": pagination, "unavailable_project_ids": [] })
}

/// `POST /projects`
pub fn create(core: &Core, call: &Call) -> Answer {
    let body = &call.body;
    let asked = body.get("project").filter(|project| project.is_object()).ok_or_else(|| Refusal::new(400, "", "project is required"))?;
    let branch_field = |name: &str| field(asked, "branch", name);
    let region_id = field(body, "project", "region_id")?.unwrap_or("aws-us-east-1");
    if !REGIONS.iter().any(|(id, _)| *id == region_id) {
        return Err(Refusal::invalid(format!("region {region_id} is not supported")));
    }
    let pg_version = asked.get("pg_version").map_or(Some(17), Value::as_u64).filter(|version| (14..=18).contains(version));
    let pg_version = pg_version.ok_or_else(|| Refusal::invalid("pg_version must be 14, 15, 16, 17 or 18"))?;
    let role = checked("role", branch_field("role_name")?.unwrap_or("neondb_owner"))?;
    let database = checked("database", branch_field("database_name")?.unwrap_or("neondb"))?;
    let branch_name = branch_field("name")?.unwrap_or("main");
    let (id, now) = (new_id()?, timestamp());
    let name = field(body, "project", "name")?.filter(|name| !name.is_empty()).unwrap_or(&id);
    let mut project = Project {
        id: id.clone(),
        name: name.to_owned(),
        region_id: region_id.to_owned(),
        pg_version,
        store_passwords: asked["store_passwords"].as_bool().unwrap_or(true),
        history_retention_seconds: asked["history_retention_seconds"].as_u64().unwrap_or(86_400),
        org_id: field(body, "project", "org_id")?.map(str::to_owned),
        created_at: now.clone(),
        updated_at: now.clone(),
        branches: Vec::new(),
        endpoints: Vec::new(),
        operations: Vec::new(),
    };
    let branch = Branch {
        id: format!("br-{}", new_id()?),
        suffix: random(4)?,
        name: branch_name.to_owned(),
        parent_id: None,
        default: true,
        protected: false,
        expires_at: None,
        created_at: now.clone(),
        updated_at: now.clone(),
        last_reset_at: None,
        annotation: super::branches::notes(&call.body["project"]["branch"]["annotations"]),
        roles: vec![Role { name: role.to_owned(), password: Some(random(16)?), created_at: now.clone(), updated_at: now.clone() }],
        databases: vec![Database {
            id: 1,
            name: database.to_owned(),
            owner_name: role.to_owned(),
            created_at: now.clone(),
            updated_at: now,
        }],
    };
    databases::create_role(&core.psql, &branch.physical(role), branch.roles[0].password.as_deref())?;
    databases::create_database(&core.psql, &branch, &branch.databases[0])?;
    let branch_id = branch.id.clone();
    project.branches.push(branch);
    let endpoint = endpoints::add(&mut project, &branch_id, "read_write", asked.get("default_endpoint_settings"))?;
    let operations = record(&mut project, &["create_timeline", "start_compute"], Some(&branch_id), Some(&endpoint))?;
    let mut answer = branches::whole(&project, &project.branches[0], core.psql.port);
    answer["project"] = view::project(&project);
    answer["operations"] = operations;
    core.keep(|store| drop(store.projects.insert(id, project)))?;
    Ok((201, answer))
}

/// `PATCH /projects/{id}`
pub fn update(project: &mut Project, call: &Call) -> Answer {
    if let Some(name) = field(&call.body, "project", "name")? {
        name.clone_into(&mut project.name);
    }
    if let Some(seconds) = call.body["project"]["history_retention_seconds"].as_u64() {
        project.history_retention_seconds = seconds;
    }
    project.updated_at = timestamp();
    Ok((200, json!({ "project": view::project(project), "operations": [] })))
}

/// `DELETE /projects/{id}`
pub fn delete(core: &Core, id: &str) -> Answer {
    let project = core.store().projects.get(id).cloned().ok_or_else(|| Refusal::missing("project"))?;
    let _turn = Turn::take(core, id)?;
    for branch in &project.branches {
        databases::drop_branch(&core.psql, branch)?;
    }
    core.keep(|store| drop(store.projects.remove(id)))?;
    Ok((200, json!({ "project": view::project(&project) })))
}

/// `GET /projects/{id}/connection_uri`
pub fn connection_uri(project: &Project, call: &Call, port: u16) -> Answer {
    let required = |name: &str| call.query.get(name).ok_or_else(|| Refusal::new(400, "", format!("{name} is required")));
    let (database, role) = (required("database_name")?, required("role_name")?);
    let branch = match call.query.get("branch_id") {
        Some(id) => project.branch(id),
        None => project.default_branch(),
    };
    let branch = branch.ok_or_else(|| Refusal::missing("branch"))?;
    branch.database(database).ok_or_else(|| Refusal::missing("database"))?;
    let role = branch.role(role).ok_or_else(|| Refusal::missing("role"))?;
    let reaches = |endpoint: &&super::model::Endpoint| {
        endpoint.branch_id == branch.id && call.query.get("endpoint_id").is_none_or(|id| endpoint.id == *id)
    };
    project.endpoints.iter().find(reaches).ok_or_else(|| Refusal::missing("endpoint"))?;
    if !project.store_passwords {
        return Err(Refusal::new(412, "", "passwords are not stored for this project"));
    }
    Ok((200, json!({ "uri": view::connection(branch, database, role, port)["connection_uri"] })))
}

/// `GET /projects/{id}/operations`, newest first
pub fn operations(project: &Project) -> Value {
    let operations: Vec<Value> = project.operations.iter().rev().map(|operation| view::operation(project, operation, "finished")).collect();
    json!({ "operations": operations, "pagination": {} })
}

/// `GET /projects/{id}/operations/{id}`
pub fn operation(project: &Project, id: &str) -> Answer {
    let operation = project.operations.iter().find(|operation| operation.id == id).ok_or_else(|| Refusal::missing("operation"))?;
    Ok((200, json!({ "operation": view::operation(project, operation, "finished") })))
}
