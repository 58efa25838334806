//! Management commands on this machine: the live release's own code and packages, its contract, and the secrets, which it reads from their store as a
//! function does, with the user's credentials. For what needs a conversation, or more than the 15 minutes of a function.

use super::session::Session;
use crate::aws::Calling;
use crate::deploy::templates::deploy_bucket;
use crate::error::{Context, Error, Result};
use crate::messages::interactive as words;
use crate::release::unpacked::unpacked;
use crate::tools::{self, PythonVersion};
use aws_sdk_lambda::types::PackageType;
use pocket_model::synth::ALIAS;
use std::path::PathBuf;
use tokio::process::Command;

/// As the function's own process, without its capture of the output.
const PROGRAM: &str = "import sys; from pocket_django.project import manage; manage(sys.argv[1:])";

/// A management command in the live release, on this machine. `instead` is what to type where that cannot be.
///
/// # Errors
/// A release that this machine cannot run; AWS's.
pub(super) async fn command(session: &Session<'_>, argv: &[String], instead: &str) -> Result<Command> {
    let (cx, ui, name) = (&session.cx, &session.ui, &session.function("manage")?.name);
    let call = cx.aws.lambda.get_function_configuration().function_name(name).qualifier(ALIAS);
    let live = call.send().await.calling("lambda:GetFunctionConfiguration", format!("function `{name}`"))?;
    let elsewhere = |why| Error::user(ui.say(&why)).hint(instead);
    if live.package_type() == Some(&PackageType::Image) {
        return Err(elsewhere(words::is_an_image()));
    }
    let arch = live.architectures().first().map_or("x86_64", |arch| arch.as_str());
    let here = std::env::consts::ARCH.replace("aarch64", "arm64");
    if !session.synthesis.embedded && (std::env::consts::OS != "linux" || here != arch) {
        return Err(elsewhere(words::other_machine(arch)));
    }
    let python: PythonVersion = live.runtime().map_or("", |runtime| runtime.as_str()).trim_start_matches("python").parse()?;
    let digest =
        |part: &str| live.description().and_then(|text| text.split(' ').find_map(|word| word.strip_prefix(part))).map(str::to_owned);
    let not_ours = || Error::user(ui.say(&words::unknown_release())).hint("cargo run -- deploy");
    let (code, packages) = (digest("code=").ok_or_else(not_ours)?, digest("dependencies=").ok_or_else(not_ours)?);

    let bucket = cx.aws.expand(&deploy_bucket(&session.synthesis)?.name);
    let step = ui.step(ui.say(&words::fetching()));
    let (code, packages) = tokio::try_join!(unpacked(&cx.aws, &bucket, &code), unpacked(&cx.aws, &bucket, &packages))?;
    let interpreter = tools::interpreter(ui, python).await?;
    drop(step);

    let site_packages = packages.join(format!("python/lib/python{python}/site-packages"));
    let mut path = vec![code.clone(), site_packages, packages.join("python")];
    // What Lambda's own runtime brings: boto3, which storages on S3 need.
    path.extend(session.running.as_ref().map(|running| running.runtime_packages()));
    let mut command = Command::new(interpreter);
    for (name, _) in std::env::vars_os() {
        let foreign = ["AWS_", "DJANGO_", "PG", "PYTHON", "POCKET_"].iter().any(|prefix| name.to_string_lossy().starts_with(prefix));
        if foreign {
            command.env_remove(name);
        }
    }
    let variables = live.environment().and_then(|environment| environment.variables()).into_iter().flatten();
    command.args(["-s", "-c", PROGRAM]).args(argv).current_dir(&code).envs(variables);
    command.env("PYTHONPATH", joined(&path)?).env("PYTHONDONTWRITEBYTECODE", "1").env("LAMBDA_TASK_ROOT", &code).env("POCKET_MANAGE", "1");
    let credentials = cx.aws.credentials().await?;
    command.env("AWS_REGION", &cx.aws.region).env("AWS_DEFAULT_REGION", &cx.aws.region);
    command.env("AWS_ACCESS_KEY_ID", credentials.access_key_id()).env("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key());
    command.envs(credentials.session_token().map(|token| ("AWS_SESSION_TOKEN", token)));
    command.envs(cx.aws.endpoint.as_ref().map(|endpoint| ("AWS_ENDPOINT_URL", endpoint)));
    ui.status(ui.say(&words::opened(&session.synthesis.stage)));
    Ok(command)
}

fn joined(path: &[PathBuf]) -> Result<std::ffi::OsString> {
    std::env::join_paths(path).doing(|| "the cache folder's path has a colon in it".into())
}
