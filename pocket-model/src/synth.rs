//! What a stage becomes: stacks for CloudFormation, data holders for the drivers, functions to release and the contract for Django.
//! Everything here is data; `pocket-core` makes it true.

use crate::ast::At;
use crate::contract::RuntimeConfig;
use crate::policy::Statement;
use crate::template::{Template, sub};
use serde::Serialize;
use std::collections::BTreeMap;

/// A whole stage, ready to be planned and deployed.
#[derive(Debug, Clone, Serialize)]
pub struct Synthesis {
    /// Project name.
    pub project: String,
    /// Stage name, for display and for names.
    pub stage: String,
    /// The region that the program names; `None` takes that of the AWS configuration.
    pub region: Option<String>,
    /// Runs on the embedded cloud.
    pub embedded: bool,
    /// `protected;`: destroy refuses.
    pub protected: bool,
    /// In an order in which each may be created.
    pub stacks: Vec<Stack>,
    /// What direct calls create, before any stack.
    pub holders: Vec<Holder>,
    /// The functions that a release switches: the site first.
    pub functions: Vec<Function>,
    /// How the Django project is built.
    pub build: Build,
    /// How a release is tried, and how many are kept.
    pub releases: Releases,
    /// The contract, with `${…}` where only a deploy knows the value: `pocket_core::deploy::runtime` fills them in.
    pub contract: RuntimeConfig,
    /// Secrets that must have a value before anything is built.
    pub secrets: Vec<Secret>,
    /// What the stage costs while nobody visits it.
    pub standing: Vec<crate::cost::Line>,
    /// What the network of the templates is held against once more: [`crate::network::audit`].
    #[serde(skip)]
    pub audited: crate::network::Audited,
    /// Cheaper ways to have that, the one that saves most first; some exclude others.
    pub cheaper: Vec<crate::cost::Way>,
}

/// A CloudFormation stack.
#[derive(Debug, Clone, Serialize)]
pub struct Stack {
    /// Physical name: `shop-dev`, `shop-dev-network`.
    pub name: String,
    /// What it holds, in a word: `app`, `network`.
    pub role: &'static str,
    /// The template.
    pub template: Template,
    /// Values for the template's parameters, known at deploy.
    pub parameters: BTreeMap<String, Parameter>,
    /// Where each resource was declared.
    pub places: BTreeMap<String, At>,
    /// The stage that owns the stack: another one for `vpc from dev;`, whose deploy must have made it; this stage then only reads its outputs.
    pub owner: Option<String>,
}

/// Where a template parameter's value comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Parameter {
    /// Another stack's output.
    Output {
        /// Stack name.
        stack: String,
        /// Output key.
        key: String,
    },
    /// The ARN of the layer version with the dependencies of this release.
    DependenciesLayer,
    /// The Lambda runtime that follows the Django project's own Python requirement: `python3.12`.
    PythonRuntime,
}

/// Something that holds data, or is not AWS: made by a direct call, so that no stack operation can delete it.
#[derive(Debug, Clone, Serialize)]
pub struct Holder {
    /// The driver's file in `pocket-core/src/drivers`: `s3`, `neon`, `ssm`.
    pub driver: &'static str,
    /// Physical name, with `${Account}` and `${Region}` where the namespace is global.
    pub name: String,
    /// Kind and label that declared it, for display: `s3`, `neon`.
    pub item: String,
    /// Where.
    pub at: At,
    /// Whether deleting it loses the user's data: then `destroy` wants a consent of its own.
    pub data: bool,
    /// What the driver wants to know, in the driver's own shape.
    pub spec: serde_json::Value,
}

/// A Lambda function whose code a release publishes and whose alias it switches.
#[derive(Debug, Clone, Serialize)]
pub struct Function {
    /// Physical name.
    pub name: String,
    /// `web` answers HTTP; `manage` runs management commands; others are the user's.
    pub role: String,
    /// Dotted path of the handler.
    pub handler: String,
    /// Stack output that has the site's URL, for `web`.
    pub url_output: Option<String>,
}

impl Function {
    /// Logical id of its alias.
    pub fn alias_id(&self) -> String {
        format!("{}Alias", crate::names::logical(&self.role))
    }
}

/// The alias that all traffic goes through.
pub const ALIAS: &str = "live";

/// What the artifact is built from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Build {
    /// Folder of manage.py, relative to the folder of the file that holds the block; `None`: searched from there upward.
    pub path: Option<String>,
    /// Settings module; `None`: the one that manage.py names.
    pub settings: Option<String>,
    /// Requirements file, relative to `path`; `None`: uv.lock, pyproject.toml or requirements.txt.
    pub requirements: Option<String>,
    /// Management commands to run in the build, before collectstatic.
    pub commands: Vec<String>,
    /// `3.12`; `None`: the project's own requirement.
    pub python: Option<String>,
    /// `x86_64` or `arm64`.
    pub arch: &'static str,
    /// A zip file or an image.
    pub form: Form,
    /// Requirements that pocket adds where the project lacks them: `psycopg[binary]`, `django-storages[s3]`.
    pub packages: Vec<String>,
    /// The stage's environment variables (`env`), which the settings may read while building too.
    pub environment: BTreeMap<String, String>,
}

/// How the code of a stage is packed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "package", rename_all = "snake_case")]
pub enum Form {
    /// A zip file, and a layer with the dependencies.
    Zip,
    /// A container image.
    Image {
        /// The ECR repository of the stage: the name of the holder with the driver `ecr`.
        repository: String,
        /// What builds the image that lies below, relative to the folder of the file that holds the block; `None`: AWS's Python base.
        dockerfile: Option<String>,
    },
}

impl Default for Build {
    fn default() -> Self {
        Build {
            path: None,
            settings: None,
            requirements: None,
            commands: Vec::new(),
            python: None,
            arch: "x86_64",
            form: Form::Zip,
            packages: Vec::new(),
            environment: BTreeMap::new(),
        }
    }
}

/// How a release is tried before the switch, and how many are kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Releases {
    /// How many `rollback` can go to, the live one included.
    pub keep: usize,
    /// What the smoke test asks for: a path, perhaps with a query.
    pub path: String,
    /// The statuses that pass it; none: any below 500.
    pub expect: Vec<u16>,
    /// What `check --deploy` fails at, as Django writes it: `ERROR`.
    pub fail_level: &'static str,
}

impl Default for Releases {
    fn default() -> Self {
        Releases { keep: 10, path: "/".into(), expect: Vec::new(), fail_level: "ERROR" }
    }
}

impl Releases {
    /// Whether a status passes the smoke test. A page that is missing is the project's affair, one that breaks is not.
    pub fn accepts(&self, status: i64) -> bool {
        if self.expect.is_empty() { status < 500 } else { self.expect.iter().any(|expected| i64::from(*expected) == status) }
    }
}

/// A secret of the stage.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Secret {
    /// Name that Django sees.
    pub name: String,
    /// Parameter name or secret name.
    pub id: String,
    /// `ssm` or `secretsmanager`.
    pub store: &'static str,
    /// Where its first value comes from.
    pub origin: Origin,
    /// Where it was declared.
    pub at: At,
}

impl Secret {
    /// Name in its store of the value before the last rotation, for a secret whose former value goes on verifying what it has signed.
    pub fn previous(&self) -> Option<String> {
        (self.name == "SECRET_KEY").then(|| format!("{}.previous", self.id))
    }
}

/// Where a secret's first value comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Origin {
    /// `secrets set`: checked before anything is built.
    ByHand,
    /// Random letters and digits, made once.
    Password {
        /// How many.
        length: u32,
    },
    /// An environment variable of the deploying machine.
    Env {
        /// Its name.
        variable: String,
    },
    /// A file of the deploying machine.
    File {
        /// Its path, relative to the file that holds the block.
        path: String,
    },
    /// Written by a driver: the Neon connection URI.
    Driver {
        /// The holder's driver.
        driver: &'static str,
    },
}

impl crate::check::Validated {
    /// Writes a stage's stacks and lists all that a deploy makes beside them. `None` if there is no such stage.
    pub fn synthesize(&self, stage: &str) -> Option<Synthesis> {
        let stage = self.find(stage)?;
        let facts = &stage.facts;
        let prefix = facts.prefix();
        let description = stage.doc.clone().unwrap_or_else(|| format!("{prefix}, deployed by pocket"));
        let app = crate::graph::Draft::new(prefix.clone(), "app", description, None);
        let mut synth = crate::graph::Synth { facts, app, before: Vec::new() };
        for resource in &stage.resources {
            resource.synth(&mut synth);
        }
        let mut stacks: Vec<Stack> = synth.before.into_iter().map(|draft| draft.stack).collect();
        stacks.push(synth.app.stack);
        let mut holders = vec![deploy_bucket(facts)];
        holders.extend(facts.holders.iter().cloned());
        Some(Synthesis {
            project: facts.project.clone(),
            stage: facts.stage.clone(),
            region: facts.region.clone(),
            embedded: facts.embedded,
            protected: facts.protected,
            stacks,
            holders,
            functions: facts.functions.clone(),
            build: facts.build.clone(),
            releases: facts.releases(),
            contract: contract(facts),
            secrets: facts.secrets.clone(),
            audited: crate::network::Audited::of(facts),
            // The embedded cloud costs nothing.
            standing: if facts.embedded { Vec::new() } else { facts.standing.clone() },
            cheaper: self.cheaper(stage),
        })
    }
}

/// Where artifacts, large templates and the deploy's lease are kept.
fn deploy_bucket(facts: &crate::graph::Facts) -> Holder {
    Holder {
        driver: "s3",
        name: deploy_bucket_name(facts),
        item: "deploy".into(),
        at: At::PROGRAM,
        data: false,
        // Static files that are too long for a function to send are read from here, by pages of the site: fonts and modules only with CORS.
        spec: serde_json::json!({ "purpose": "deploy", "versioning": false, "cors": [{ "origins": ["*"], "methods": ["GET"] }] }),
    }
}

/// Prefix of the keys of static files in the deploy bucket.
pub const STATIC_PREFIX: &str = "static";

/// The right to read the static files of all releases that are kept.
pub(crate) fn reads_static_files(facts: &crate::graph::Facts) -> Statement {
    let bucket = deploy_bucket_name(facts).replace("${Account}", "${AWS::AccountId}").replace("${Region}", "${AWS::Region}");
    Statement::allow(["s3:GetObject"], vec![sub(format!("arn:${{AWS::Partition}}:s3:::{bucket}/{STATIC_PREFIX}/*"))])
}

pub(crate) fn deploy_bucket_name(facts: &crate::graph::Facts) -> String {
    format!("{}-${{Account}}-${{Region}}", facts.name("deploy"))
}

fn contract(facts: &crate::graph::Facts) -> RuntimeConfig {
    use crate::contract::{SecretRef, SecretStore, VERSION};
    let secret = |secret: &Secret| SecretRef {
        store: if secret.store == "ssm" { SecretStore::Ssm } else { SecretStore::SecretsManager },
        name: secret.id.clone(),
        release: None,
        previous: secret.previous(),
    };
    RuntimeConfig {
        version: VERSION,
        project: facts.project.clone(),
        stage: facts.stage.clone(),
        settings_module: facts.build.settings.clone().unwrap_or_default(),
        wsgi_application: None,
        region: "${Region}".into(),
        url: "${Url}".into(),
        hosts: vec!["${Host}".into()],
        trusted_origins: vec!["${Url}".into()],
        databases: facts.databases.iter().map(|(alias, (database, _))| (alias.clone(), database.clone())).collect(),
        media: facts.media.clone(),
        static_files: None,
        caches: facts.caches.clone(),
        secrets: facts.secrets.iter().map(|known| (known.name.clone(), secret(known))).collect(),
        settings: facts.settings.clone(),
        manual: facts.manual,
    }
}
