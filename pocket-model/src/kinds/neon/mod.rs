//! `neon;`, `neon { branch: "dev"; }`

mod messages;
mod rules;

use super::{Kind, StageView};
use crate::contract::Database;
use crate::cost::{Of, Outward, Tariff, prices};
use crate::diag::Sink;
use crate::graph::{Facts, Want};
use crate::messages::Page;
use crate::regions;
use crate::schema::Text;
use crate::synth::{Holder, Origin};
use crate::units::Seconds;
use serde_json::json;

kind! {
    /// A PostgreSQL database at Neon: a branch of its own for the stage. It sleeps while nobody uses it. The deploy reads the API key from the
    /// environment variable `NEON_API_KEY`; the site never gets it. On the embedded cloud it is a real PostgreSQL on this machine.
    "neon" => Neon { place: Stage, label: Optional, labels: [reports, "read-model"] }
    /// The Neon project; made if there is none of that name. Without it: the name of this project.
    project: Text => ["shops", "Shop of 2026"];
    /// The branch; made if there is none. Without it: the stage's name.
    branch: Text => ["main-branch", "feature/login"];
    /// The branch that a new branch is copied from. Without it: the Neon project's default branch.
    parent: Text => ["main", "production"];
    /// The database in the branch. Without it: the name of this project, with `_` for `-`.
    database: Text => ["shop", "_reports_2"];
    /// The role that owns the database. Without it: the database's name.
    role: Text => ["owner", "app_1"];
    /// Neon's region for a new Neon project, such as `"aws-eu-central-1"`. Without it: the nearest to the stage's.
    region: Text => ["aws-us-east-1", "aws-eu-central-1"];
    /// PostgreSQL version of a new Neon project: 14 to 18.
    postgres: u32 [14, 18] = 17;
    /// Connects through Neon's pooler, which many functions at once need. Migrations always connect directly.
    pooled: bool = true;
    /// Fewest compute units while awake.
    min_cu: f64 [0.25, 56.0] = 0.25;
    /// Most compute units.
    max_cu: f64 [0.25, 56.0] = 1.0 => [0.5, 8];
    /// How long it stays awake without a query: 60 s to 7 days. Without it: what the Neon plan gives, 300 s.
    suspend: Seconds [Seconds(60), Seconds(604_800)] => [10m];
}

impl Neon {
    fn alias(&self) -> String {
        self.head.label.as_ref().map_or("default".into(), |label| label.text.clone())
    }

    /// The database's name; `None` where only the running program knows it.
    fn database_name(&self, project: &str) -> Option<String> {
        let suffix = self.head.label.as_ref().map_or(String::new(), |label| format!("-{}", crate::names::physical(&label.text)));
        let own = || (!self.database.written).then(|| format!("{project}{suffix}").replace('-', "_"));
        self.database.known().cloned().or_else(own)
    }

    /// Name of the secret that holds the connection URI: `DATABASE_URL`, or `REPORTS_DATABASE_URL`.
    pub(crate) fn url_secret(&self) -> String {
        match &self.head.label {
            None => "DATABASE_URL".into(),
            Some(label) => format!("{}_DATABASE_URL", crate::names::physical(&label.text).to_uppercase().replace('-', "_")),
        }
    }
}

impl Neon {
    /// Awake, it is billed by its size, which is the smallest while little happens.
    fn costs(&self, facts: &mut Facts, title: &str) {
        let at = self.head.at;
        if let Some(units) = self.min_cu.known() {
            facts.uses_on(Tariff::Launch, title, at, &[(&prices::NEON_LAUNCH_CU_HOUR, Of::DatabaseHours, *units)]);
            facts.uses_on(Tariff::Scale, title, at, &[(&prices::NEON_SCALE_CU_HOUR, Of::DatabaseHours, *units)]);
        }
        for tariff in [Tariff::Launch, Tariff::Scale] {
            facts.uses_on(tariff, title, at, &[(&prices::NEON_GB_MONTH, Of::Database, 1.0)]);
        }
        facts.outward.push(Outward { of: Of::Queries, item: title.into(), at });
    }
}

impl Kind for Neon {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        rules::check(self, stage, sink);
    }

    fn declare(&self, facts: &mut Facts) {
        let title = self.head.title("neon");
        let database = self.database_name(&facts.project).unwrap_or_default();
        let url_secret = self.url_secret();
        let region = facts.region.as_deref().and_then(regions::find).map(|region| region.neon.to_string());
        facts.holders.push(Holder {
            driver: "neon",
            name: format!("{}/{}", self.project.known().unwrap_or(&facts.project), self.branch.known().unwrap_or(&facts.stage)),
            item: title.clone(),
            at: self.head.at,
            data: true,
            spec: json!({
                "project": self.project.known().unwrap_or(&facts.project),
                "branch": self.branch.known().unwrap_or(&facts.stage),
                "parent": self.parent.known(),
                "database": database,
                "role": self.role.known().unwrap_or(&database),
                "region": self.region.known().cloned().or(region),
                "postgres": self.postgres.known().map(u32::to_string),
                "pooled": self.pooled.known(),
                "min_cu": self.min_cu.known(),
                "max_cu": self.max_cu.known(),
                "suspend_seconds": self.suspend.known().map(|suspend| suspend.0),
                "url_secret": url_secret,
            }),
        });
        let pooled = *self.pooled.known().unwrap_or(&true);
        let direct_url_secret = pooled.then(|| format!("{url_secret}_DIRECT"));
        for secret in direct_url_secret.iter().chain([&url_secret]) {
            facts.secret(secret, Origin::Driver { driver: "neon" }, self.head.at);
            let id = facts.secrets.last().map_or(String::new(), |secret| secret.id.clone());
            facts.grants.push(super::secret::read_grant(facts.secret_store, &id));
        }
        let database = Database { url_secret, direct_url_secret, pooled, conn_max_age: 300 };
        facts.databases.insert(self.alias(), (database, self.head.at));
        self.costs(facts, &title);
        facts.need(Want::Internet, title, self.head.at);
        facts.package("psycopg[binary]");
        facts.capable("HasDatabase");
    }
}
