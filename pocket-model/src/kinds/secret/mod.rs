//! `secret STRIPE_KEY;`, `secret TOKEN: password(50);`

pub(crate) mod messages;
mod rules;

use super::{Kind, Schema, StageView};
use crate::ast::{Entry, Name, Value, ValueKind};
use crate::diag::{Sink, nearest};
use crate::graph::{Facts, Implied, Round, Want};
use crate::messages::{Page, Wording};
use crate::policy::Statement;
use crate::resolve::Item;
use crate::schema::FieldValue;
use crate::synth::Origin;
use crate::template::sub;

kind! {
    /// A secret: an environment variable of the site whose value is kept in the secret store and never in a template, a plan or the Lambda configuration.
    /// `SECRET_KEY` exists without being declared.
    "secret" => Secret { place: Both, label: Required, value: "value", block: false, from: true, labels: [SECRET_KEY, STRIPE_KEY, API_TOKEN, k9] }
    /// Where its first value comes from. Without it: `secrets set NAME`, checked before anything is built.
    /// `password(50)`: random letters and digits, made once. `env("X")`: a variable of the deploying machine. `file("path")`: a file of it.
    value: Source => [password(8), password(50), password(128), env("SHOP_KEY"), file("keys/cert.pem")];
}

/// Where a secret's first value comes from, as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Source(pub Origin);

impl FieldValue for Source {
    const RUST: &'static str = "";

    fn written(&self) -> String {
        match &self.0 {
            Origin::Password { length } => format!("password({length})"),
            Origin::Env { variable } => format!("env({variable:?})"),
            Origin::File { path } => format!("file({path:?})"),
            Origin::ByHand | Origin::Driver { .. } => String::new(),
        }
    }

    fn expects() -> Wording {
        messages::expected()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        let ValueKind::Call(name, values) = value else { return None };
        let [value] = values.as_slice() else { return None };
        let origin = match (name.text.as_str(), &value.kind) {
            ("password", ValueKind::Int(length)) => Origin::Password { length: u32::try_from(*length).ok()? },
            ("env", ValueKind::Str(variable)) => Origin::Env { variable: variable.clone() },
            ("file", ValueKind::Str(path)) => Origin::File { path: path.clone() },
            _ => return None,
        };
        Some(Source(origin))
    }

    fn words() -> &'static [&'static str] {
        &["password", "env", "file"]
    }

    fn instead_of(value: &ValueKind) -> Option<Wording> {
        matches!(value, ValueKind::Str(_)).then(messages::not_in_the_program)
    }

    fn meant(value: &ValueKind) -> Option<String> {
        let called = match value {
            ValueKind::Call(name, _) => name.text.as_str(),
            ValueKind::Word(word) => word.as_str(),
            _ => return None,
        };
        let forms = [("password", "password(50)"), ("env", "env(\"NAME\")"), ("file", "file(\"path\")")];
        let near = nearest(called, forms.map(|(name, _)| name))?;
        forms.into_iter().find(|(name, _)| *name == near).map(|(_, form)| form.to_string())
    }

    fn samples() -> Vec<String> {
        Vec::new() // The words take a value.
    }
}

impl Kind for Secret {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn implied(implied: &Implied<'_>) -> Option<Item> {
        let wanted = implied.round == Round::Defaults && !implied.has("secret", Some("SECRET_KEY"));
        wanted.then(|| {
            let at = crate::ast::At::PROGRAM;
            let length = Value { at, kind: ValueKind::Int(50) };
            let value = Value { at, kind: ValueKind::Call(Name { at, text: "password".into() }, vec![length]) };
            let entry = Entry { keyword: Name { at, text: "value".into() }, label: None, from: None, value: Some(value), body: None, doc: None };
            Item::implied(<Secret as Schema>::SPEC, Some("SECRET_KEY"), at, vec![entry])
        })
    }

    fn check(&self, stage: &StageView<'_>, sink: &mut Sink) {
        rules::check(self, stage, sink);
    }

    fn declare(&self, facts: &mut Facts) {
        let Some(label) = &self.head.label else { return };
        let origin = self.value.known().map_or(Origin::ByHand, |source| source.0.clone());
        match &self.head.owner {
            // The value is kept by the owner, whose deploy makes it.
            Some(owner) => facts.shared_secret(&crate::resolve::fold(&owner.text), &label.text, origin, self.head.at),
            None => facts.secret(&label.text, origin, self.head.at),
        }
        let ids: Vec<String> = facts.secrets.last().into_iter().flat_map(|secret| [Some(secret.id.clone()), secret.previous()]).flatten().collect();
        facts.grants.extend(ids.iter().map(|id| read_grant(facts.secret_store, id)));
        let service = if facts.secret_store == "ssm" { "ssm" } else { "secretsmanager" };
        facts.need(Want::Service(service), self.head.title("secret"), self.head.at);
    }
}

/// Reading one secret. The ARN of a secret in Secrets Manager ends in six letters of AWS's own choice.
pub(crate) fn read_grant(store: &str, id: &str) -> Statement {
    let arn = "arn:${AWS::Partition}";
    match store {
        "ssm" => Statement::allow(["ssm:GetParameters"], vec![sub(format!("{arn}:ssm:${{AWS::Region}}:${{AWS::AccountId}}:parameter{id}"))]),
        _ => Statement::allow(
            ["secretsmanager:GetSecretValue"],
            vec![sub(format!("{arn}:secretsmanager:${{AWS::Region}}:${{AWS::AccountId}}:secret:{id}-*"))],
        ),
    }
}
