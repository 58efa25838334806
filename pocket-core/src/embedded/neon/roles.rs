//! Roles and databases of a branch.

use super::model::{Branch, Database, Project, Role};
use super::{Answer, Call, Refusal, branches, checked, databases, field, record, timestamp, view};
use crate::embedded::psql::Psql;
use crate::embedded::state::random;
use serde_json::json;

/// `POST …/roles`
pub fn create(project: &mut Project, branch: &Branch, call: &Call, psql: &Psql) -> Answer {
    let name = field(&call.body, "role", "name")?.ok_or_else(|| Refusal::new(400, "", "role.name is required"))?;
    let name = checked("role", name)?;
    if branch.role(name).is_some() {
        return Err(Refusal::exists("ROLE_ALREADY_EXISTS", "role"));
    }
    let password = if call.body["role"]["no_login"].as_bool() == Some(true) { None } else { Some(random(16)?) };
    databases::create_role(psql, &branch.physical(name), password.as_deref())?;
    let now = timestamp();
    let role = Role { name: name.to_owned(), password, created_at: now.clone(), updated_at: now };
    let shown = view::role(branch, &role, true);
    let changed = project.branch_mut(&branch.id).ok_or_else(|| Refusal::missing("branch"))?;
    changed.roles.push(role);
    databases::admit(psql, changed)?;
    Ok((201, json!({ "role": shown, "operations": record(project, &["apply_config"], Some(&branch.id), None)? })))
}

/// `DELETE …/roles/{name}`: what it owned goes to the owner of the branch's first database.
pub fn delete(project: &mut Project, branch: &Branch, name: &str, psql: &Psql) -> Answer {
    let Some(role) = branch.role(name) else { return Ok((204, json!({}))) };
    if let Some(database) = branch.databases.iter().find(|database| database.owner_name == name) {
        return Err(Refusal::invalid(format!("cannot delete role {name}: it owns database {}", database.name)));
    }
    let heir = branch.databases.first().map_or(crate::embedded::postgres::SUPERUSER, |database| &database.owner_name);
    databases::drop_role(psql, branch, name, heir)?;
    let shown = view::role(branch, role, false);
    if let Some(changed) = project.branch_mut(&branch.id) {
        changed.roles.retain(|role| role.name != name);
    }
    Ok((200, json!({ "role": shown, "operations": record(project, &["apply_config"], Some(&branch.id), None)? })))
}

/// `GET …/reveal_password`
pub fn reveal(project: &Project, branch: &Branch, name: &str) -> Answer {
    let role = branch.role(name).ok_or_else(|| Refusal::missing("role"))?;
    match role.password.as_ref().filter(|_| project.store_passwords) {
        Some(password) => Ok((200, json!({ "password": password }))),
        None => Err(Refusal::new(412, "", "the password is not stored")),
    }
}

/// `POST …/reset_password`: the new one is valid, and connections are cut, when the call answers.
pub fn reset_password(project: &mut Project, branch: &Branch, name: &str, psql: &Psql) -> Answer {
    let mut role = branch.role(name).cloned().ok_or_else(|| Refusal::missing("role"))?;
    let password = random(16)?;
    databases::set_password(psql, &branch.physical(name), &password)?;
    (role.password, role.updated_at) = (Some(password), timestamp());
    let shown = view::role(branch, &role, true);
    if let Some(place) = project.branch_mut(&branch.id).and_then(|branch| branch.roles.iter_mut().find(|role| role.name == name)) {
        *place = role;
    }
    Ok((200, json!({ "role": shown, "operations": record(project, &["apply_config"], Some(&branch.id), None)? })))
}

/// `POST …/databases`
pub fn create_database(project: &mut Project, branch: &Branch, call: &Call, psql: &Psql) -> Answer {
    let required =
        |name: &str| field(&call.body, "database", name)?.ok_or_else(|| Refusal::new(400, "", format!("database.{name} is required")));
    let (name, owner) = (checked("database", required("name")?)?, required("owner_name")?);
    branch.role(owner).ok_or_else(|| Refusal::missing("role"))?;
    if branch.database(name).is_some() {
        return Err(Refusal::exists("DATABASE_ALREADY_EXISTS", "database"));
    }
    let now = timestamp();
    let id = branches::next_database(project);
    let database = Database { id, name: name.to_owned(), owner_name: owner.to_owned(), created_at: now.clone(), updated_at: now };
    databases::create_database(psql, branch, &database)?;
    let shown = view::database(branch, &database);
    if let Some(changed) = project.branch_mut(&branch.id) {
        changed.databases.push(database);
    }
    Ok((201, json!({ "database": shown, "operations": record(project, &["apply_config"], Some(&branch.id), None)? })))
}

/// `PATCH …/databases/{name}`
pub fn update_database(project: &mut Project, branch: &Branch, name: &str, call: &Call, psql: &Psql) -> Answer {
    let mut database = branch.database(name).cloned().ok_or_else(|| Refusal::missing("database"))?;
    let new_name = checked("database", field(&call.body, "database", "name")?.unwrap_or(name))?;
    let owner = field(&call.body, "database", "owner_name")?.unwrap_or(&database.owner_name).to_owned();
    branch.role(&owner).ok_or_else(|| Refusal::missing("role"))?;
    if new_name != name && branch.database(new_name).is_some() {
        return Err(Refusal::exists("DATABASE_ALREADY_EXISTS", "database"));
    }
    databases::alter_database(psql, branch, name, new_name, &owner)?;
    (database.name, database.owner_name, database.updated_at) = (new_name.to_owned(), owner, timestamp());
    let shown = view::database(branch, &database);
    if let Some(place) =
        project.branch_mut(&branch.id).and_then(|branch| branch.databases.iter_mut().find(|database| database.name == name))
    {
        *place = database;
    }
    Ok((200, json!({ "database": shown, "operations": record(project, &["apply_config"], Some(&branch.id), None)? })))
}

/// `DELETE …/databases/{name}`
pub fn delete_database(project: &mut Project, branch: &Branch, name: &str, psql: &Psql) -> Answer {
    let Some(database) = branch.database(name) else { return Ok((204, json!({}))) };
    databases::drop_database(psql, branch, name)?;
    let shown = view::database(branch, database);
    if let Some(changed) = project.branch_mut(&branch.id) {
        changed.databases.retain(|database| database.name != name);
    }
    Ok((200, json!({ "database": shown, "operations": record(project, &["apply_config"], Some(&branch.id), None)? })))
}
