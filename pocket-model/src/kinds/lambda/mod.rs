//! `lambda { memory: 1024mb; }`, `lambda worker { handler: "app.jobs.run"; }`

mod costs;
pub mod image;
mod messages;
mod reaches;
mod rules;
pub mod runtimes;
mod synth;

use super::{Kind, Schema, StageView};
use crate::ast::At;
use crate::cost::Way;
use crate::diag::Sink;
use crate::graph::{Component, Facts, Implied, Round, Synth, Want};
use crate::messages::Page;
use crate::names::{API, FUNCTION, LOG_GROUP, logical, physical};
use crate::network::{FUNCTIONS, Side};
use crate::resolve::Item;
use crate::schema::{Text, words};
use crate::synth::Function;
use crate::units::{Days, Mebibytes, Seconds};

words! {
    /// The processor of a function.
    Arch {
        /// Intel and AMD: every package has wheels for it.
        X86_64 = "x86_64",
        /// Graviton: about a fifth cheaper.
        Arm64 = "arm64",
    }
}

words! {
    /// How the code is packed.
    Package {
        /// A zip file and a layer with the dependencies: at most 250 MB together, unpacked.
        Zip = "zip",
        /// A container image in ECR, of at most 10 GB: pocket assembles and sends it, without Docker.
        Image = "image",
    }
}

kind! {
    /// A Lambda function. The one without a name is the site: it answers HTTP behind an API Gateway HTTP API, and a second function of the same code
    /// runs management commands. It is there without being declared. `lambda worker { handler: "…"; }` is a further function, without HTTP.
    "lambda" => Lambda { place: Stage, label: Optional, labels: [worker, "send-mail", SEND_MAIL, b2, "b2-web"] }
    /// Dotted path of a function's handler; only of a named one.
    handler: Text => ["app.jobs.run", "jobs.a"];
    /// Memory, 128mb to 10240mb; the processor's share grows with it, a whole one at 1769mb.
    memory: Mebibytes [Mebibytes(128), Mebibytes(10_240)] = Mebibytes(1024);
    /// The longest that a request may take: at most 30s behind the HTTP API, 15m for a named function.
    timeout: Seconds [Seconds(1), Seconds(900)] = Seconds(30);
    /// Size of `/tmp`, 512mb to 10240mb.
    tmp: Mebibytes [Mebibytes(512), Mebibytes(10_240)] = Mebibytes(512);
    /// `x86_64` or `arm64`.
    arch: Arch = Arch::X86_64;
    /// The Python version, such as `"3.13"`. Without it: what the project asks for (`.python-version`, `requires-python`, the lock).
    python: Text => ["3.10", "3.12", "3.13", "3.14"];
    /// How long CloudWatch keeps the log; the days are those that CloudWatch knows.
    log_retention: Days [Days(1), Days(3653)] = Days(30) => [90d, 545d];
    /// The most functions that may run at once; they are taken from the account's limit.
    reserved_concurrency: u32 => [1, 100];
    /// Starts from a snapshot of the initialised site, which shortens the first request.
    snap_start: bool = false;
    /// `zip`: the code and a layer with the dependencies. `image`: a container image of AWS's Python base, the dependencies and the code.
    package: Package = Package::Zip;
    /// What lies below the dependencies in an image, in place of AWS's Python base: for libraries of the system. Relative to the folder of this file.
    dockerfile: Text => ["Dockerfile", "docker/site.Dockerfile", "../site.Dockerfile"];
    /// Stays out of the stage's VPC.
    outside_vpc: bool = false;
    /// What the project's own code calls and no item of the stage declares: `"internet"` for other sites, or AWS services by the names of their endpoints,
    /// such as `"sqs"`. In a VPC there must be a way to each.
    reaches: Vec<Text> => [["internet"], ["sqs"], ["sqs", "sns"]];
}

impl Lambda {
    /// The site itself.
    pub(crate) fn is_site(&self) -> bool {
        self.head.label.is_none()
    }

    /// `web` for the site, else the label.
    pub(crate) fn role(&self) -> String {
        self.head.label.as_ref().map_or("web".into(), |label| physical(&label.text))
    }

    fn function(&self, facts: &mut Facts, role: &str, handler: &str, url_output: Option<&str>) {
        let name = facts.name(role);
        let at = self.head.label.as_ref().map_or(self.head.at, |label| label.at);
        facts.named(&FUNCTION, &name, at);
        facts.named(&LOG_GROUP, &format!("/aws/lambda/{name}"), at);
        if self.outside_vpc.known() != Some(&true) {
            facts.component(Component {
                name: FUNCTIONS,
                title: "the functions",
                resources: vec![format!("{}Function", logical(role))],
                one_a_zone: false,
                side: Side::Private,
                group: "FunctionSecurityGroup",
                about: "What the functions send out",
                opens: true,
                open_ports: Vec::new(),
                public: false,
                at: self.head.at,
            });
        }
        facts.functions.push(Function { name, role: role.into(), handler: handler.into(), url_output: url_output.map(String::from) });
    }
}

impl Kind for Lambda {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES, reaches::PAGES];

    fn implied(implied: &Implied<'_>) -> Option<Item> {
        let wanted = implied.round == Round::Defaults && !implied.has("lambda", None);
        wanted.then(|| Item::implied(<Lambda as Schema>::SPEC, None, At::PROGRAM, Vec::new()))
    }

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        rules::check(self, stage, sink);
    }

    fn declare(&self, facts: &mut Facts) {
        if self.is_site() {
            facts.build.arch = self.arch.known().copied().unwrap_or(Arch::X86_64).word();
            facts.build.python = self.python.known().cloned();
            facts.named(&API, &facts.prefix(), self.head.at);
            facts.places.unknown |= self.python.is_late() || self.arch.is_late();
            facts.places.arch = self.arch.written.then_some(self.arch.at);
            facts.places.python = self.python.written.then_some(self.python.at);
            image::declare(self, facts);
            self.function(facts, "web", "pocket_django.web.handler", Some("Url"));
            self.function(facts, "manage", "pocket_django.manage.handler", None);
            let reads = crate::synth::reads_static_files(facts);
            facts.grants.push(reads);
            facts.need(Want::Service("s3"), "lambda", self.head.at);
        } else if let Some(handler) = self.handler.known() {
            self.function(facts, &self.role(), handler, None);
        }
        facts.snapshots |= self.snap_start.known() == Some(&true);
        reaches::declare(self, facts);
        costs::declare(self, facts);
    }

    fn cheaper(&self, stage: &StageView<'_>) -> Vec<Way> {
        costs::cheaper(self, stage.facts.region.as_deref())
    }

    fn synth(&self, synth: &mut Synth<'_>) {
        synth::synth(self, synth);
    }
}
