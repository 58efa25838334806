//! The model as Neon's API shows it. Fields that only the cloud has (billing, sizes) are there, at rest.

use super::model::{Branch, Database, Endpoint, Operation, Project, Role};
use serde_json::{Map, Value, json};

/// The host of every endpoint. The port is in the connection URI.
pub const HOST: &str = "127.0.0.1";

/// A project, as the list and the single call show it.
pub fn project(project: &Project) -> Value {
    let mut value = json!({
        "id": project.id, "name": project.name, "region_id": project.region_id, "platform_id": "aws", "provisioner": "k8s-neonvm",
        "pg_version": project.pg_version, "proxy_host": HOST, "store_passwords": project.store_passwords, "creation_source": "console",
        "history_retention_seconds": project.history_retention_seconds, "created_at": project.created_at, "updated_at": project.updated_at,
        "consumption_period_start": project.created_at, "consumption_period_end": "2999-01-01T00:00:00Z", "owner_id": "embedded", "settings": {},
        "branch_logical_size_limit": 0, "branch_logical_size_limit_bytes": 0, "active_time": 0, "active_time_seconds": 0, "compute_time_seconds": 0,
        "cpu_used_sec": 0, "written_data_bytes": 0, "data_transfer_bytes": 0, "data_storage_bytes_hour": 0,
        "default_endpoint_settings": { "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 0.25, "suspend_timeout_seconds": 0 },
    });
    if let Some(organization) = &project.org_id {
        value["org_id"] = json!(organization);
    }
    value
}

/// A branch.
pub fn branch(project: &Project, branch: &Branch) -> Value {
    let mut value = json!({
        "id": branch.id, "project_id": project.id, "name": branch.name, "current_state": "ready", "state_changed_at": branch.created_at,
        "creation_source": "console", "default": branch.default, "primary": branch.default, "protected": branch.protected, "init_source": "parent-data",
        "created_at": branch.created_at, "updated_at": branch.updated_at, "cpu_used_sec": 0, "compute_time_seconds": 0, "active_time_seconds": 0,
        "written_data_bytes": 0, "data_transfer_bytes": 0, "logical_size": 0,
    });
    for (name, field) in [("parent_id", &branch.parent_id), ("expires_at", &branch.expires_at), ("last_reset_at", &branch.last_reset_at)] {
        if let Some(field) = field {
            value[name] = json!(field);
        }
    }
    value
}

/// A role; the password only where the API gives it.
pub fn role(branch: &Branch, role: &Role, with_password: bool) -> Value {
    let mut value = json!({
        "branch_id": branch.id, "name": role.name, "protected": false, "created_at": role.created_at, "updated_at": role.updated_at,
        "authentication_method": if role.password.is_some() { "password" } else { "no_login" },
    });
    if let Some(password) = role.password.as_ref().filter(|_| with_password) {
        value["password"] = json!(password);
    }
    value
}

/// A database.
pub fn database(branch: &Branch, database: &Database) -> Value {
    json!({
        "id": database.id, "branch_id": branch.id, "name": database.name, "owner_name": database.owner_name, "created_at": database.created_at,
        "updated_at": database.updated_at,
    })
}

/// An endpoint, with the settings that it was given.
pub fn endpoint(project: &Project, endpoint: &Endpoint) -> Value {
    let mut value = json!({
        "id": endpoint.id, "host": HOST, "proxy_host": HOST, "project_id": project.id, "branch_id": endpoint.branch_id, "region_id": project.region_id,
        "type": endpoint.kind, "current_state": endpoint.current_state, "autoscaling_limit_min_cu": 0.25, "autoscaling_limit_max_cu": 0.25,
        "pooler_enabled": false, "pooler_mode": "transaction", "disabled": false, "passwordless_access": false, "creation_source": "console",
        "settings": {}, "suspend_timeout_seconds": 0, "provisioner": "k8s-neonvm", "created_at": endpoint.created_at, "updated_at": endpoint.updated_at,
    });
    if let Value::Object(fields) = &mut value {
        fields.extend(endpoint.settings.clone());
    }
    value
}

/// An operation: what is done here is done when the call answers. `running` in that answer, as a client sees it on Neon, and `finished` when asked again.
pub fn operation(project: &Project, operation: &Operation, status: &str) -> Value {
    let mut value = json!({
        "id": operation.id, "project_id": project.id, "action": operation.action, "status": status, "failures_count": 0,
        "created_at": operation.created_at, "updated_at": operation.created_at, "total_duration_ms": 1,
    });
    for (name, field) in [("branch_id", &operation.branch_id), ("endpoint_id", &operation.endpoint_id)] {
        if let Some(field) = field {
            value[name] = json!(field);
        }
    }
    value
}

/// Where a role reaches a database, as a URI that any PostgreSQL client takes, and in parts.
pub fn connection(branch: &Branch, database: &str, role: &Role, port: u16) -> Value {
    let (database, name) = (branch.physical(database), branch.physical(&role.name));
    let password = role.password.as_deref().unwrap_or_default();
    let uri = format!("postgresql://{}:{password}@{HOST}:{port}/{}?sslmode=disable", percent(&name), percent(&database));
    let parameters: Map<String, Value> =
        [("database", database.as_str()), ("password", password), ("role", name.as_str()), ("host", HOST), ("pooler_host", HOST)]
            .into_iter()
            .map(|(key, value)| (key.to_owned(), json!(value)))
            .collect();
    json!({ "connection_uri": uri, "connection_parameters": parameters })
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}
