//! What a deploy would do: our own diff of what is deployed against what the program says. `plan` prints it and `deploy` carries it out.
//!
//! [`Plan`] is data, pure and printable; `plan --json` is its serialization, so its field names are a public contract. A place is `main.rs:31:9`; a value
//! that may be secret is [`HIDDEN`] in both.

pub mod create_only;
mod diff;
mod messages;
mod migrations;
mod render;
#[cfg(test)]
mod tests;
mod value;

#[cfg(feature = "deploy")]
pub mod code;
#[cfg(feature = "deploy")]
mod observe;
#[cfg(feature = "deploy")]
mod stacks;
#[cfg(feature = "deploy")]
pub use observe::{Prepared, plan};
#[cfg(feature = "deploy")]
pub(crate) use observe::{address, values};

pub use diff::{Inputs, template};
#[cfg(feature = "deploy")]
pub(crate) use migrations::lines;
pub use value::HIDDEN;

use pocket_model::messages::Lang;
use serde::Serialize;
use serde_json::Value as Json;

/// What a deploy of one stage would do.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Plan {
    /// The language of its texts.
    #[serde(skip)]
    pub lang: Lang,
    /// Project name.
    pub project: String,
    /// Stage name.
    pub stage: String,
    /// Region.
    pub region: String,
    /// AWS account id.
    pub account: String,
    /// On the embedded cloud.
    pub embedded: bool,
    /// What must be mended before a deploy can begin. With any, code is not built and `release.change` is `unknown`.
    pub blockers: Vec<Blocker>,
    /// Made by direct calls, because they hold data or are not AWS.
    pub holders: Vec<HolderChange>,
    /// Secrets, by name; never a value.
    pub secrets: Vec<SecretChange>,
    /// CloudFormation stacks, in deploy order.
    pub stacks: Vec<StackChange>,
    /// The code.
    pub release: ReleaseChange,
    /// Pending migrations, as far as they are known without a look into the databases; all of them, exactly, after a rehearsal.
    pub migrations: Vec<MigrationChange>,
    /// What the embedded cloud does without, and why.
    pub left_out: Vec<LeftOut>,
    /// Worth knowing; nothing stops.
    pub warnings: Vec<String>,
    /// What the stage costs while nobody visits it.
    pub standing: Vec<Standing>,
    /// The sum of `standing`, US dollars for 730 hours.
    pub standing_usd_a_month: f64,
    /// Cheaper ways, the one that saves most first; some exclude others.
    pub cheaper: Vec<Cheaper>,
}

/// Something that stops a deploy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Blocker {
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub hint: Option<String>,
    /// Where in the program.
    pub at: Option<String>,
}

/// What happens to one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Made.
    Add,
    /// Changed in place.
    Modify,
    /// Made anew, then the old one is deleted.
    Replace,
    /// Deleted.
    Remove,
    /// Left alone.
    Same,
    /// Exists and is not this stage's: a deploy stops at it.
    Foreign,
}

/// A bucket, a Neon branch …
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HolderChange {
    /// `s3`, `neon`.
    pub driver: String,
    /// Kind and label that declared it.
    pub item: String,
    /// Physical name.
    pub name: String,
    /// What happens.
    pub action: Action,
    /// What differs, a sentence each.
    pub details: Vec<String>,
    /// Deleting it loses the user's data.
    pub data: bool,
    /// Where it was declared.
    pub at: Option<String>,
}

/// A secret.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SecretChange {
    /// Name that Django sees.
    pub name: String,
    /// Name in its store.
    pub id: String,
    /// `add` when this deploy makes it, else `same`. One that must be set by hand and is not is a [`Blocker`].
    pub action: Action,
    /// Where its first value comes from: `password(50)`, `env("X")`, `neon`.
    pub origin: String,
    /// Where it was declared.
    pub at: Option<String>,
}

/// A stack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StackChange {
    /// Physical name.
    pub name: String,
    /// What it holds: `app`, `network`.
    pub role: String,
    /// What happens to it. `replace`: a failed creation left it behind, it is deleted and made again. `same` also for one that another stage owns.
    pub action: Action,
    /// CloudFormation's status; `None` when there is no such stack.
    pub status: Option<String>,
    /// The stage that owns it, when it is another one.
    pub owner: Option<String>,
    /// An operation is running: a deploy waits for it first.
    pub busy: bool,
    /// Resources that change.
    pub resources: Vec<ResourceChange>,
    /// Template parameters whose values change.
    pub parameters: Vec<ValueChange>,
    /// Outputs that change.
    pub outputs: Vec<ValueChange>,
}

/// A resource of a stack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResourceChange {
    /// Logical id.
    pub id: String,
    /// `AWS::Lambda::Function`.
    pub r#type: String,
    /// What happens.
    pub action: Action,
    /// It holds data that a replacement or a removal loses.
    pub data: bool,
    /// It stays when it leaves the stack: its deletion policy says so.
    pub retained: bool,
    /// Where it was declared.
    pub at: Option<String>,
    /// What changes, for `modify` and `replace`.
    pub properties: Vec<ValueChange>,
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueChange {
    /// Dotted path, `VpcConfig.SubnetIds[0]`; or the parameter's or output's name.
    pub path: String,
    /// `None` where there was nothing.
    pub before: Option<Json>,
    /// `None` where nothing will be; also for what only the deploy will know, where `because` says what.
    pub after: Option<Json>,
    /// Changing it replaces the resource.
    pub replaces: bool,
    /// Why it changes though the template says the same: `ApiRole is replaced`, `parameter DependenciesLayer`.
    pub because: Option<String>,
}

/// The code.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ReleaseChange {
    /// What happens.
    pub change: CodeChange,
    /// SHA-256 of the code with its contract, in hex; `None` while the site's URL is not known yet.
    pub code_sha256: Option<String>,
    /// SHA-256 of the dependencies' layer.
    pub dependencies_sha256: Option<String>,
    /// The layer is new.
    pub dependencies_change: bool,
    /// `migrate` runs.
    pub migrate: bool,
    /// What the release goes through, in order: `publish`, `start`, `migrate`, `smoke test`, `canary`, `switch`. None where nothing is released.
    pub phases: Vec<&'static str>,
    /// The functions, the site first.
    pub functions: Vec<FunctionChange>,
}

/// A pending migration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MigrationChange {
    /// Django's database alias.
    pub database: String,
    /// `blog.0007_remove_entry_summary`
    pub name: String,
    /// It would hurt the release that serves: a deploy refuses it.
    pub dangerous: bool,
    /// The user accepts it all the same.
    pub allowed: bool,
    /// Seconds that it took in the rehearsal; `None` without one.
    pub seconds: Option<f64>,
    /// Its file in the Django project; `None` for a package's.
    pub at: Option<String>,
    /// What it does.
    pub operations: Vec<OperationChange>,
}

/// An operation of a migration.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OperationChange {
    /// Its class: `RemoveField`.
    pub operation: String,
    /// `blog.Entry`
    pub model: Option<String>,
    /// `blog_entry`
    pub table: Option<String>,
    /// Rows of the table; `None` where no database was asked.
    pub rows: Option<u64>,
    /// It would hurt the release that serves.
    pub dangerous: bool,
    /// Whether that depends on the number of rows, which is not known yet: the deploy decides.
    pub to_be_checked: bool,
    /// The locks that it takes.
    pub locks: Vec<LockChange>,
    /// What was found.
    pub findings: Vec<FindingChange>,
    /// Place of the operation: file and line.
    pub at: Option<String>,
}

/// A lock on a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LockChange {
    /// The table.
    pub table: String,
    /// `AccessExclusiveLock`
    pub mode: String,
    /// `moment`, `scan`, `rewrite`
    pub held: &'static str,
    /// In words.
    #[serde(skip)]
    pub says: String,
}

/// Something about an operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingChange {
    /// `removed_column`
    pub code: String,
    /// What happens, in words.
    pub says: String,
    /// The way without harm: what to do, and what to write.
    pub way: Vec<WayChange>,
}

/// A step of the way without harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayChange {
    /// What to do.
    pub says: String,
    /// What to write.
    pub code: Option<String>,
}

/// What happens to the code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeChange {
    /// Not looked at, for there are blockers.
    #[default]
    Unknown,
    /// The first release.
    First,
    /// New code, or new values in its contract.
    Code,
    /// The same code with another configuration of its function: memory, environment, layer.
    Configuration,
    /// Nothing.
    Same,
}

/// A function of the release.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunctionChange {
    /// Physical name.
    pub name: String,
    /// `web`, `manage` …
    pub role: String,
    /// The version that serves now.
    pub live: Option<String>,
    /// What happens.
    pub change: CodeChange,
}

/// A resource that the embedded cloud leaves out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// Stack.
    pub stack: String,
    /// Logical ids.
    pub ids: Vec<String>,
    /// Type.
    pub r#type: String,
    /// Why.
    pub reason: String,
}

/// A standing cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// What is billed.
    pub what: String,
    /// US dollars for 730 hours.
    pub usd_a_month: f64,
    /// Where it was declared.
    pub at: Option<String>,
}

/// A cheaper way to have the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cheaper {
    /// The text to type.
    pub how: String,
    /// US dollars for 730 hours.
    pub saves: f64,
}

/// How many resources and holders meet each action.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Made.
    pub add: usize,
    /// Changed.
    pub modify: usize,
    /// Made anew.
    pub replace: usize,
    /// Deleted.
    pub remove: usize,
}

impl Plan {
    /// Whether a deploy would write nothing.
    pub fn is_empty(&self) -> bool {
        self.blockers.is_empty()
            && self.holders.iter().all(|holder| holder.action == Action::Same)
            && self.secrets.iter().all(|secret| secret.action == Action::Same)
            && self.stacks.iter().all(|stack| stack.action == Action::Same && !stack.busy)
            && self.release.change == CodeChange::Same
    }

    /// How much changes.
    pub fn count(&self) -> Count {
        let actions = (self.holders.iter().map(|holder| holder.action))
            .chain(self.secrets.iter().map(|secret| secret.action))
            .chain(self.stacks.iter().flat_map(|stack| stack.resources.iter().map(|resource| resource.action)));
        let mut count = Count::default();
        for action in actions {
            match action {
                Action::Add => count.add += 1,
                Action::Modify => count.modify += 1,
                Action::Replace => count.replace += 1,
                Action::Remove => count.remove += 1,
                Action::Same | Action::Foreign => {}
            }
        }
        count
    }

    /// Resources whose data this plan loses: a deploy asks about them by name.
    pub fn loses_data(&self) -> Vec<String> {
        let mut lost = Vec::new();
        for stack in &self.stacks {
            let resources = stack.resources.iter().filter(|resource| resource.data && !resource.retained);
            for resource in resources.filter(|resource| matches!(resource.action, Action::Replace | Action::Remove)) {
                lost.push(format!("{}/{}", stack.name, resource.id));
            }
        }
        lost
    }

    /// As text, for people: readable without colour.
    pub fn to_text(&self, colour: bool) -> String {
        render::text(self, colour, true)
    }

    /// As [`Plan::to_text`], with many new resources of a stack as one line: what is there already and changes is still listed one by one.
    pub fn to_summary(&self, colour: bool) -> String {
        render::text(self, colour, false)
    }

    /// As `--json` prints it.
    pub fn to_json(&self) -> Json {
        let mut json = serde_json::to_value(self).unwrap_or_default();
        json["empty"] = Json::Bool(self.is_empty());
        json["count"] = serde_json::to_value(self.count()).unwrap_or_default();
        json
    }
}
