//! A stage and a project made by hand.

use pocket_core::deploy::Cx;
use pocket_core::deploy::source::{Built, Code, Sealed, Source, Zip};
use pocket_core::drivers::Pending;
use pocket_core::drivers::objects::Object;
use pocket_core::release::artifact::{Arch, Artifact, Part, Platform};
use pocket_core::release::image::{Base, Parts};
use pocket_core::tools::PythonVersion;
use pocket_core::{Error, Result};
use pocket_model::ast::At;
use pocket_model::contract::{Database, RuntimeConfig, VERSION};
use pocket_model::synth::{ALIAS, Build, Form, Function, Holder, Origin, Parameter, Releases, Secret, Stack, Synthesis};
use pocket_model::template::{Template, attribute, reference, sub};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// The management function: it starts, migrates and checks as a test's `answer.py` says.
const MANAGE: &str = "
import answer

def handler(event, context):
    if event == {'pocket': 'start', 'handlers': []}:
        return {'ok': True}
    if event == {'argv': ['check', '--deploy', '--fail-level', 'ERROR']}:
        return getattr(answer, 'CHECK', {'exit': 0, 'output': []})
    if event == {'argv': ['pocket:migrations']}:
        return getattr(answer, 'REPORT', {'exit': 1, 'output': []})
    if event['argv'][0] == 'pocket:migrations':
        return {'exit': 0, 'output': [{'stream': 'stdout', 'text': '{\"version\": 1, \"databases\": {}}'}]}
    assert event['argv'] == ['pocket:migrate', '--noinput', '--verbosity', '2'] and len(event['run']) == 16, event
    return answer.MANAGE
";

/// A project whose answers a test sets.
#[derive(Debug)]
pub struct Project {
    pub folder: PathBuf,
    /// How often the code is sealed before a deploy breaks off there, as if it were killed.
    pub seals: AtomicUsize,
    files: Mutex<BTreeMap<&'static str, String>>,
    /// Of the stage that is deployed.
    form: Mutex<Form>,
    /// What goes to the deploy bucket.
    pub static_files: Mutex<Vec<Object>>,
}

impl Project {
    pub fn new(name: &str) -> Arc<Self> {
        let folder = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let project = Project {
            folder,
            seals: AtomicUsize::new(usize::MAX),
            files: Mutex::default(),
            form: Mutex::new(Form::Zip),
            static_files: Mutex::default(),
        };
        project.set("answer.py", "import json\nWEB = {'statusCode': 200, 'body': 'one'}\nMANAGE = {'exit': 0, 'output': [{'stream': 'stdout', 'text': '  Applying shop.0001_initial... OK\\n'}]}\n");
        project.set("web.py", "import answer, dependency\ndef handler(event, context):\n    return {'ok': True} if event.get('pocket') == 'start' else getattr(answer, 'page', lambda event: answer.WEB)(event)\n");
        project.set("manage.py", MANAGE);
        Arc::new(project)
    }

    pub fn set(&self, name: &'static str, text: &str) {
        self.files.lock().expect("files").insert(name, text.to_owned());
    }

    pub fn answer(&self, line: &str) {
        let base = "WEB = {'statusCode': 200, 'body': 'one'}\nMANAGE = {'exit': 0, 'output': []}\n";
        self.set("answer.py", &format!("{base}{line}\n"));
    }

    fn dependencies(&self) -> Zip {
        self.zip("layer", &BTreeMap::from([("python/dependency.py", "VALUE = 1\n".to_owned())]))
    }

    async fn image(&self, files: &BTreeMap<&str, String>, contract: &[u8]) -> Result<Code> {
        let part = |zip: Zip| {
            let size = std::fs::metadata(&zip.path).expect("the file is there").len();
            Part { path: zip.path, sha256: zip.sha256, base64_sha256: zip.base64_sha256, size, unpacked: size }
        };
        let artifact = Artifact {
            python: PythonVersion { major: 3, minor: 11 },
            interpreter: PathBuf::new(),
            packages: PathBuf::new(),
            platform: Platform::Host,
            settings_module: "config.settings".into(),
            wsgi_application: None,
            has_static: false,
            static_root: None,
            static_files: None,
            dependencies: part(self.dependencies()),
            code: part(self.zip("code", files)),
            warnings: Vec::new(),
        };
        let parts = Parts::of(&artifact, &self.folder.join("image")).await?;
        Ok(Code::Image(Sealed { image: Arc::new(parts.seal(&Base::nothing(Arch::X86_64), contract)?), base: None }))
    }

    fn zip(&self, name: &str, files: &BTreeMap<&str, String>) -> Zip {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in files {
            writer
                .start_file(*name, zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))
                .expect("an entry");
            writer.write_all(text.as_bytes()).expect("its content");
        }
        let bytes = writer.finish().expect("a zip").into_inner();
        let digest = ring::digest::digest(&ring::digest::SHA256, &bytes);
        let sha256: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let path = self.folder.join(format!("{name}-{sha256}.zip"));
        std::fs::write(&path, bytes).expect("a file");
        use base64::Engine as _;
        Zip { path, sha256, base64_sha256: base64::engine::general_purpose::STANDARD.encode(digest.as_ref()) }
    }
}

impl Source for Project {
    fn build<'f>(&'f self, _: &'f Cx, synthesis: &'f Synthesis) -> Pending<'f, Built> {
        Box::pin(async move {
            *self.form.lock().expect("the form") = synthesis.build.form.clone();
            Ok(Built {
                dependencies: self.dependencies(),
                runtime: "python3.11".into(),
                settings_module: "config.settings".into(),
                wsgi_application: None,
                static_root: None,
                static_files: self.static_files.lock().expect("files").clone(),
            })
        })
    }

    fn seal<'f>(&'f self, contract: &'f RuntimeConfig) -> Pending<'f, Option<Code>> {
        Box::pin(async move {
            if self.seals.fetch_sub(1, Ordering::SeqCst) == 0 {
                return Err(Error::user("killed"));
            }
            let mut files = self.files.lock().expect("files").clone();
            let contract = serde_json::to_string(contract).expect("JSON");
            if *self.form.lock().expect("the form") != Form::Zip {
                return self.image(&files, contract.as_bytes()).await.map(Some);
            }
            files.insert("pocket.json", contract);
            Ok(Some(Code::Zip(self.zip("code", &files))))
        })
    }
}

/// A stage with two functions behind aliases, an API, two buckets and a secret.
pub fn stage(project: &str) -> Synthesis {
    let mut template = Template::new("a stage made by hand");
    let mut places = BTreeMap::new();
    let mut add = |template: &mut Template, id: &str, kind: &str, properties: serde_json::Value| {
        template.resources.insert(id.into(), json!({ "Type": kind, "Properties": properties }));
        places.insert(id.to_owned(), At(1));
    };
    for name in ["DependenciesLayer", "PythonRuntime"] {
        template.parameters.insert(name.into(), json!({ "Type": "String" }));
    }
    let trust = json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }] });
    add(&mut template, "Role", "AWS::IAM::Role", json!({ "AssumeRolePolicyDocument": trust }));
    let mut functions = Vec::new();
    for (role, id) in [("web", "Web"), ("manage", "Manage")] {
        let name = format!("{project}-dev-{role}");
        add(&mut template, &format!("{id}LogGroup"), "AWS::Logs::LogGroup", json!({ "LogGroupName": format!("/aws/lambda/{name}") }));
        add(
            &mut template,
            &format!("{id}Function"),
            "AWS::Lambda::Function",
            json!({
                "FunctionName": name, "Runtime": reference("PythonRuntime"), "Handler": format!("{role}.handler"), "Role": attribute("Role", "Arn"),
                "MemorySize": 256, "Timeout": 30, "Layers": [reference("DependenciesLayer")], "Code": { "ZipFile": "# later\n" },
            }),
        );
        add(
            &mut template,
            &format!("{id}Alias"),
            "AWS::Lambda::Alias",
            json!({ "FunctionName": reference(&format!("{id}Function")), "Name": ALIAS, "FunctionVersion": "$LATEST" }),
        );
        functions.push(Function {
            name,
            role: role.into(),
            handler: format!("{role}.handler"),
            url_output: (role == "web").then(|| "Url".into()),
        });
    }
    add(&mut template, "Api", "AWS::ApiGatewayV2::Api", json!({ "Name": format!("{project}-dev"), "ProtocolType": "HTTP" }));
    template.outputs.insert("Url".into(), json!({ "Value": sub("https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}") }));
    let mut databases = BTreeMap::new();
    databases.insert(
        "default".to_owned(),
        Database { url_secret: "DATABASE_URL".into(), direct_url_secret: None, pooled: false, conn_max_age: 0 },
    );
    let parameters = BTreeMap::from([
        ("DependenciesLayer".to_owned(), Parameter::DependenciesLayer),
        ("PythonRuntime".to_owned(), Parameter::PythonRuntime),
    ]);
    let holder = |item: &str, data: bool, spec| Holder {
        driver: "s3",
        name: format!("{project}-dev-{item}-${{Account}}"),
        item: item.into(),
        at: At(2),
        data,
        spec,
    };
    Synthesis {
        project: project.into(),
        stage: "dev".into(),
        region: None,
        embedded: true,
        protected: false,
        stacks: vec![Stack { name: format!("{project}-dev"), role: "app", template, parameters, places, owner: None }],
        holders: vec![holder("deploy", false, json!({ "purpose": "deploy" })), holder("media", true, json!({ "purpose": "media" }))],
        functions,
        build: Build::default(),
        releases: Releases::default(),
        contract: RuntimeConfig {
            version: VERSION,
            project: project.into(),
            stage: "dev".into(),
            settings_module: String::new(),
            wsgi_application: None,
            region: "${Region}".into(),
            url: "${Url}".into(),
            hosts: vec!["${Host}".into()],
            trusted_origins: vec!["${Url}".into()],
            databases,
            media: None,
            static_files: None,
            caches: BTreeMap::new(),
            secrets: BTreeMap::new(),
            settings: serde_json::Map::new(),
            manual: false,
        },
        secrets: vec![Secret {
            name: "SECRET_KEY".into(),
            id: format!("/{project}/dev/SECRET_KEY"),
            store: "ssm",
            origin: Origin::Password { length: 50 },
            at: At::PROGRAM,
        }],
        standing: Vec::new(),
        audited: Default::default(),
        cheaper: Vec::new(),
    }
}

/// The stage made by hand, as another one.
pub fn staging(project: &str) -> Synthesis {
    let text = serde_json::to_string(&stage(project).stacks[0].template)
        .expect("JSON")
        .replace(&format!("{project}-dev"), &format!("{project}-staging"));
    let mut synthesis = stage(project);
    synthesis.stage = "staging".into();
    synthesis.contract.stage = "staging".into();
    synthesis.stacks[0].name = format!("{project}-staging");
    synthesis.stacks[0].template = serde_json::from_str(&text).expect("a template");
    for function in &mut synthesis.functions {
        function.name = function.name.replace("-dev-", "-staging-");
    }
    for holder in &mut synthesis.holders {
        holder.name = holder.name.replace("-dev-", "-staging-");
    }
    synthesis.secrets[0].id = format!("/{project}/staging/SECRET_KEY");
    synthesis
}

/// Another project's stage whose names are those of the stage made by hand: of `a-b` with the stage `dev` they are those of `a` with the stage `b-dev`.
pub fn of_the_same_names(name: &str) -> Synthesis {
    let (project, rest) = name.split_once('-').expect("a project's name with a hyphen");
    let mut synthesis = stage(name);
    synthesis.project = project.into();
    synthesis.stage = format!("{rest}-dev");
    synthesis.contract.project.clone_from(&synthesis.project);
    synthesis.contract.stage.clone_from(&synthesis.stage);
    synthesis.secrets[0].id = format!("/{project}/{rest}-dev/SECRET_KEY");
    synthesis
}
