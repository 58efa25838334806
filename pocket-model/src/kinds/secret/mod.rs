//! `secret STRIPE_KEY;`, `secret TOKEN: password(50);`

use super::env::{suggestion, valid_name};
use super::{Kind, Schema, StageView};
use crate::ast::{Entry, Name, Value, ValueKind};
use crate::diag::{Diagnostic, Sink};
use crate::graph::{Facts, Implied, Round, Want};
use crate::messages::{Wording, phrases};
use crate::policy::Statement;
use crate::resolve::Item;
use crate::schema::FieldValue;
use crate::synth::Origin;
use crate::template::sub;

kind! {
    /// A secret: an environment variable of the site whose value is kept in the secret store and never in a template, a plan or the Lambda configuration.
    /// `SECRET_KEY` exists without being declared.
    "secret" => Secret { place: Both, label: Required, value: "value", block: false, from: true }
    /// Where its first value comes from. Without it: `secrets set NAME`, checked before anything is built.
    /// `password(50)`: random letters and digits, made once. `env("X")`: a variable of the deploying machine. `file("path")`: a file of it.
    value: Source;
}

/// Where a secret's first value comes from, as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Source(pub Origin);

/// The shortest and longest generated password.
const LENGTHS: std::ops::RangeInclusive<i64> = 8..=128;

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
        expected()
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
}

phrases! {
    expected() {
        en: "`password(50)`, `env(\"NAME\")` or `file(\"path\")`",
        ja: "`password(50)`、`env(\"NAME\")`、`file(\"path\")` のいずれか",
        ko: "`password(50)`, `env(\"NAME\")`, `file(\"path\")` 중 하나"
    }
}

impl Kind for Secret {
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
        let Some(label) = &self.head.label else { return };
        let name = label.text.as_str();
        if !valid_name(name) {
            let message = format!("`{name}` cannot name a secret: it becomes an environment variable, with a letter first, then letters, digits and `_`");
            sink.push(Diagnostic::error("secret::bad_name", label.at, message).help(format!("write `secret {};`", suggestion(name))));
        }
        if stage.facts.environment.contains_key(name) {
            let message = format!("`{name}` is both an `env` and a `secret` of this stage");
            sink.push(Diagnostic::error("secret::also_env", label.at, message).help(format!("delete `env {name}`")));
        }
        if let Some(Source(Origin::Password { length })) = self.value.known()
            && !LENGTHS.contains(&i64::from(*length))
        {
            let message = format!("a password of {length} characters: it takes {} to {}", LENGTHS.start(), LENGTHS.end());
            sink.push(Diagnostic::error("secret::password_length", self.value.at, message).help("write `password(50)`"));
        }
    }

    fn declare(&self, facts: &mut Facts) {
        let Some(label) = &self.head.label else { return };
        let origin = self.value.known().map_or(Origin::ByHand, |source| source.0.clone());
        match &self.head.owner {
            // The value is kept by the owner, whose deploy makes it.
            Some(owner) => facts.shared_secret(&crate::resolve::fold(&owner.text), &label.text, origin, self.head.at),
            None => facts.secret(&label.text, origin, self.head.at),
        }
        let id = facts.secrets.last().map_or(String::new(), |secret| secret.id.clone());
        facts.grants.push(read_grant(facts.secret_store, &id));
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
