//! Branches as they are in PostgreSQL: a database for each of a branch's databases, a role for each of its roles.

use super::model::{Branch, Database};
use crate::embedded::psql::{Psql, identifier, literal};
use crate::error::Result;
use std::fmt::Write;

/// Makes a role, or gives one that a broken-off call left its password.
pub fn create_role(psql: &Psql, name: &str, password: Option<&str>) -> Result<()> {
    let login = password.map_or_else(|| "NOLOGIN PASSWORD NULL".into(), |password| format!("LOGIN PASSWORD {}", literal(password)));
    let (role, options) = (identifier(name), format!("{login} CREATEDB CREATEROLE"));
    let sql = format!(
        "SELECT count(*) = 0 AS fresh FROM pg_roles WHERE rolname = {}\n\\gset\n\\if :fresh\nCREATE ROLE {role} {options};\n\\else\nALTER ROLE {role} {options};\n\\endif\n",
        literal(name)
    );
    psql.run("postgres", &sql).map(drop)
}

/// Gives a role a new password; with `end`, its connections are cut as on Neon.
pub fn set_password(psql: &Psql, name: &str, password: &str) -> Result<()> {
    let sql = format!(
        "ALTER ROLE {} LOGIN PASSWORD {};\nSELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = {};\n",
        identifier(name),
        literal(password),
        literal(name)
    );
    psql.run("postgres", &sql).map(drop)
}

/// Removes a role. What it owns goes to `heir`.
pub fn drop_role(psql: &Psql, branch: &Branch, name: &str, heir: &str) -> Result<()> {
    let (role, heir) = (identifier(&branch.physical(name)), identifier(&branch.physical(heir)));
    for database in &branch.databases {
        psql.run(&branch.physical(&database.name), &format!("REASSIGN OWNED BY {role} TO {heir};\nDROP OWNED BY {role};\n"))?;
    }
    psql.run("postgres", &format!("DROP ROLE IF EXISTS {role};\n")).map(drop)
}

/// Makes an empty database. What a broken-off call left under its name goes.
pub fn create_database(psql: &Psql, branch: &Branch, database: &Database) -> Result<()> {
    let (name, owner) = (identifier(&branch.physical(&database.name)), identifier(&branch.physical(&database.owner_name)));
    let sql =
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE);\nCREATE DATABASE {name} OWNER {owner};\n{}", privileges(branch, database));
    psql.run("postgres", &sql).map(drop)
}

/// Only a branch's own roles may enter its databases.
fn privileges(branch: &Branch, database: &Database) -> String {
    let name = identifier(&branch.physical(&database.name));
    let mut sql = format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC;\n");
    for role in &branch.roles {
        let _ = writeln!(sql, "GRANT ALL ON DATABASE {name} TO {};", identifier(&branch.physical(&role.name)));
    }
    sql
}

/// Lets a new role of a branch enter its databases.
pub fn admit(psql: &Psql, branch: &Branch) -> Result<()> {
    let sql: String = branch.databases.iter().map(|database| privileges(branch, database)).collect();
    psql.run("postgres", &sql).map(drop)
}

/// Removes a database, cutting its connections.
pub fn drop_database(psql: &Psql, branch: &Branch, name: &str) -> Result<()> {
    psql.run("postgres", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE);\n", identifier(&branch.physical(name)))).map(drop)
}

/// Renames a database or gives it to another role.
pub fn alter_database(psql: &Psql, branch: &Branch, name: &str, new_name: &str, owner: &str) -> Result<()> {
    let (old, new) = (identifier(&branch.physical(name)), identifier(&branch.physical(new_name)));
    let mut sql = format!("ALTER DATABASE {old} OWNER TO {};\n", identifier(&branch.physical(owner)));
    if name != new_name {
        let _ = write!(
            sql,
            "{}ALTER DATABASE {old} RENAME TO {new};\nALTER DATABASE {new} ALLOW_CONNECTIONS true;\n",
            alone(&branch.physical(name))
        );
    }
    psql.run("postgres", &sql).map(drop)
}

/// Removes what a branch has in the server, also databases that its roles made themselves.
pub fn drop_branch(psql: &Psql, branch: &Branch) -> Result<()> {
    for database in &branch.databases {
        drop_database(psql, branch, &database.name)?;
    }
    let roles: Vec<String> = branch.roles.iter().map(|role| branch.physical(&role.name)).collect();
    if roles.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = roles.iter().map(|role| literal(role)).collect();
    let owned =
        format!("SELECT datname FROM pg_database JOIN pg_roles ON datdba = pg_roles.oid WHERE rolname IN ({});\n", names.join(", "));
    for database in psql.run("postgres", &owned)?.lines() {
        psql.run("postgres", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE);\n", identifier(database)))?;
    }
    // What its roles made in SQL has their mark too: the relay of a rotation that was broken off.
    let made = format!("SELECT rolname FROM pg_roles WHERE rolname ~ {};\n", literal(&format!("_{}$", branch.suffix)));
    let roles: Vec<String> = psql.run("postgres", &made)?.lines().map(str::to_owned).chain(roles).collect();
    let drops: String = roles.iter().map(|role| format!("DROP ROLE IF EXISTS {};\n", identifier(role))).collect();
    psql.run("postgres", &drops).map(drop)
}

/// Keeps everyone out of a database, until it allows connections again.
fn alone(physical: &str) -> String {
    let name = identifier(physical);
    format!(
        "ALTER DATABASE {name} ALLOW_CONNECTIONS false;\nSELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {};\n",
        literal(physical)
    )
}

/// Makes `child` a copy of `parent`: all data, with the child's own roles in the place of the parent's. Whoever works in the parent goes on.
pub fn copy_branch(psql: &Psql, parent: &Branch, child: &Branch) -> Result<()> {
    for role in &child.roles {
        create_role(psql, &child.physical(&role.name), role.password.as_deref())?;
    }
    for database in &child.databases {
        let (source, target) = (parent.physical(&database.name), child.physical(&database.name));
        let (from, to) = (identifier(&source), identifier(&target));
        psql.run("postgres", &format!("DROP DATABASE IF EXISTS {to} WITH (FORCE);\n"))?;
        // PostgreSQL copies the files of a database only while nobody is in it, and waits five seconds for that.
        let inside = psql.run("postgres", &format!("SELECT count(*) FROM pg_stat_activity WHERE datname = {};\n", literal(&source)))?;
        if inside.trim() != "0" || psql.run("postgres", &format!("CREATE DATABASE {to} TEMPLATE {from};\n")).is_err() {
            psql.run("postgres", &format!("CREATE DATABASE {to} TEMPLATE template0;\n"))?;
            psql.copy(&source, &target)?;
        }
        psql.run(&target, &hand_over(parent, child))?;
        let owner = identifier(&child.physical(&database.owner_name));
        psql.run("postgres", &format!("ALTER DATABASE {to} OWNER TO {owner};\n{}", privileges(child, database)))?;
    }
    Ok(())
}

/// SQL that gives everything in the current database, owned by or granted to the parent's roles, to the child's. `REASSIGN OWNED` and `DROP OWNED` reach
/// the parent's databases too, as shared objects, so these are given back before the transaction ends.
fn hand_over(parent: &Branch, child: &Branch) -> String {
    let mut sql = String::from("BEGIN;\n");
    for role in &child.roles {
        let (old, new) = (parent.physical(&role.name), child.physical(&role.name));
        let (old_literal, old, new) = (literal(&old), identifier(&old), identifier(&new));
        let _ = write!(
            sql,
            r#"
SELECT format('GRANT %s ON %s %s TO {new_in_format}%s;', privilege_type, kind, object, CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM (
  SELECT acl.privilege_type, acl.is_grantable, acl.grantee, CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, pg_class.oid::regclass::text AS object
    FROM pg_class, aclexplode(relacl) AS acl WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL SELECT acl.privilege_type, acl.is_grantable, acl.grantee, 'SCHEMA', format('%I', nspname) FROM pg_namespace, aclexplode(nspacl) AS acl
  UNION ALL SELECT acl.privilege_type, acl.is_grantable, acl.grantee, 'ROUTINE', pg_proc.oid::regprocedure::text FROM pg_proc, aclexplode(proacl) AS acl
) AS granted JOIN pg_roles ON pg_roles.oid = grantee WHERE rolname = {old_literal}
\gexec
REASSIGN OWNED BY {old} TO {new};
DROP OWNED BY {old};
"#,
            new_in_format = new.replace('%', "%%").replace('\'', "''"),
        );
    }
    for database in &parent.databases {
        let _ = writeln!(
            sql,
            "ALTER DATABASE {} OWNER TO {};",
            identifier(&parent.physical(&database.name)),
            identifier(&parent.physical(&database.owner_name))
        );
        sql.push_str(&privileges(parent, database));
    }
    sql.push_str("COMMIT;\n");
    sql
}

/// Opens databases that a broken-off copy left closed.
pub fn reopen(psql: &Psql) -> Result<()> {
    let sql = "SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS true', datname) FROM pg_database WHERE NOT datallowconn AND datname <> 'template0'\n\\gexec\n";
    psql.run("postgres", sql).map(drop)
}
