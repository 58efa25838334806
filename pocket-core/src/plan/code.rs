//! The functions as they serve now against what is to serve.

use super::{CodeChange, FunctionChange};
use crate::Result;
use crate::aws::{Calling, Clients};
use crate::drivers::lambda;
use aws_sdk_lambda::operation::get_function_configuration::GetFunctionConfigurationOutput as Configuration;
use pocket_model::synth::{ALIAS, Function};

/// A function in the account.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// The version that the alias points to; `None` without a release.
    pub version: Option<String>,
    /// Another version has a share of what comes in.
    pub shared: bool,
    /// That version's configuration.
    pub serving: Option<Configuration>,
    /// The configuration that the stack keeps, in which the next version will be published.
    pub latest: Option<Configuration>,
}

/// Reads one function.
pub async fn live(aws: &Clients, name: &str) -> Result<Live> {
    let (latest, alias) =
        tokio::join!(aws.lambda.get_function_configuration().function_name(name).send(), lambda::routing(aws, name, ALIAS));
    let latest = match latest.calling("lambda:GetFunctionConfiguration", format!("function `{name}`")) {
        Err(failure) if failure.is_not_found() => return Ok(Live::default()),
        latest => latest?,
    };
    let routing = alias?.unwrap_or_default();
    let version = Some(routing.version).filter(|version| !version.is_empty() && version != lambda::LATEST);
    let serving = match &version {
        None => None,
        Some(version) => {
            let found = aws.lambda.get_function_configuration().function_name(name).qualifier(version).send().await;
            match found.calling("lambda:GetFunctionConfiguration", format!("function `{name}:{version}`")) {
                Err(failure) if failure.is_not_found() => None,
                found => Some(found?),
            }
        }
    };
    let shared = !routing.weights.is_empty();
    Ok(Live { version: version.filter(|_| serving.is_some()), shared, serving, latest: Some(latest) })
}

impl Live {
    /// What a release of this code changes. `code` is the sealed code's SHA-256 as Lambda writes it; `None` while it cannot be known.
    pub fn change(&self, code: Option<&str>) -> CodeChange {
        let (Some(serving), Some(latest)) = (&self.serving, &self.latest) else { return CodeChange::First };
        if code.is_none() || serving.code_sha256() != code {
            CodeChange::Code
        } else if latest.code_sha256() != code || !same_configuration(serving, latest) || self.shared {
            // Other code in `$LATEST` is a release that was killed, a share of another version a canary that was: they are put right.
            CodeChange::Configuration
        } else {
            CodeChange::Same
        }
    }

    /// Whether a version published now would be configured as the one that serves.
    pub(crate) fn is_configured_as_it_serves(&self) -> bool {
        matches!((&self.serving, &self.latest), (Some(serving), Some(latest)) if same_configuration(serving, latest))
    }

    /// For the plan.
    pub fn to_change(&self, function: &Function, change: CodeChange) -> FunctionChange {
        FunctionChange { name: function.name.clone(), role: function.role.clone(), live: self.version.clone(), change }
    }
}

/// Whether a version runs as `$LATEST` would: everything that a stack sets and a version freezes.
fn same_configuration(version: &Configuration, latest: &Configuration) -> bool {
    let network = |it: &Configuration| {
        let vpc = it.vpc_config();
        let sorted = |ids: &[String]| {
            let mut ids = ids.to_vec();
            ids.sort();
            ids
        };
        vpc.map(|vpc| (sorted(vpc.subnet_ids()), sorted(vpc.security_group_ids()))).unwrap_or_default()
    };
    let layers = |it: &Configuration| it.layers().iter().filter_map(|layer| layer.arn().map(String::from)).collect::<Vec<_>>();
    let variables = |it: &Configuration| it.environment().and_then(|it| it.variables()).cloned().unwrap_or_default();
    let logging = |it: &Configuration| it.logging_config().and_then(|it| it.log_group()).map(String::from);
    let snap_start = |it: &Configuration| it.snap_start().and_then(|it| it.apply_on()).map(|it| it.as_str().to_owned());
    let command = |it: &Configuration| it.image_config_response().and_then(|it| it.image_config()).map(|it| it.command().to_vec());
    version.runtime() == latest.runtime()
        && command(version) == command(latest)
        && version.role() == latest.role()
        && version.handler() == latest.handler()
        && version.timeout() == latest.timeout()
        && version.memory_size() == latest.memory_size()
        && version.architectures() == latest.architectures()
        && version.ephemeral_storage().map(|it| it.size()) == latest.ephemeral_storage().map(|it| it.size())
        && version.file_system_configs() == latest.file_system_configs()
        && variables(version) == variables(latest)
        && layers(version) == layers(latest)
        && network(version) == network(latest)
        && logging(version) == logging(latest)
        && snap_start(version) == snap_start(latest)
}
