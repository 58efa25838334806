use super::points::{after_deploy, after_synth, before_deploy};
use super::{AfterDeploy, BeforeDeploy, Command, HasDatabase, HookCx, Hooks, Manage, Serves, StageHooks};
use crate::error::{Error, Result};
use crate::ui::{Level, Printer};
use pocket_model::ast::At;
use pocket_model::template::Template;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

enum Dev {}
impl Serves<Dev> for Dev {}
impl HasDatabase for Dev {}

/// Records the commands that it is given.
#[derive(Default)]
struct Recorder(Mutex<Vec<String>>);

impl Manage for Recorder {
    fn manage<'a>(&'a self, argv: &'a [String]) -> Pin<Box<dyn Future<Output = Result<String>> + 'a>> {
        Box::pin(async move {
            self.0.lock().expect("one thread").push(argv.join("|"));
            Ok("done".into())
        })
    }
}

async fn seed(cx: AfterDeploy<'_>) -> Result {
    assert_eq!(cx.outputs().url(), "http://dev.shop.localhost:1");
    cx.manage("loaddata 'demo data'").await?;
    Ok(())
}

async fn count(cx: AfterDeploy<'_, Dev>) -> Result {
    let database = cx.outputs().database().to_owned();
    cx.manage(&format!("check --database {database}")).await?;
    Ok(())
}

async fn refuse(cx: BeforeDeploy<'_>) -> Result {
    Err(Error::user(format!("{} is closed", cx.stage())).hint("wait until Monday"))
}

fn describe(template: &mut Template) -> Result {
    template.description = "changed".into();
    Ok(())
}

async fn greet(cx: Command<'_, Dev>) -> Result {
    cx.manage(&cx.argv().join(" ")).await?;
    Ok(())
}

/// None of these functions ever waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn hooks() -> Hooks {
    StageHooks::<Dev>::new()
        .hook::<after_deploy, _, _>(4, "seed", seed)
        .hook::<before_deploy, _, _>(5, "refuse", refuse)
        .hook::<after_deploy, _, _>(6, "count", count)
        .hook::<after_synth, _, _>(7, "describe", describe)
        .command(8, "greet", greet)
        .into()
}

fn cx(recorder: &Arc<Recorder>) -> HookCx {
    let outputs = [("url", "http://dev.shop.localhost:1"), ("database", "localhost/dev")];
    HookCx {
        outputs: Arc::new(outputs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()),
        argv: vec!["shell".into()],
        manage: Some(recorder.clone()),
        ..HookCx::new(Printer::new(Level::Quiet), "shop", "dev")
    }
}

#[test]
fn functions_of_a_point_run_in_order() {
    let recorder = Arc::<Recorder>::default();
    now(hooks().run::<after_deploy>(&cx(&recorder))).expect("both succeed");
    assert_eq!(*recorder.0.lock().expect("one thread"), ["loaddata|demo data", "check|--database|localhost/dev"]);
}

#[test]
fn a_failure_names_the_function_and_its_line() {
    let error = now(hooks().run::<before_deploy>(&cx(&Arc::default()))).expect_err("it refuses");
    assert_eq!(error.message, "the hook `refuse` at `before_deploy` failed: dev is closed");
    assert_eq!((error.at, error.hints), (Some(At(5)), vec!["wait until Monday".to_owned()]));
}

#[test]
fn after_synth_changes_the_template() {
    let mut template = Template::default();
    hooks().after_synth(&mut template).expect("it succeeds");
    assert_eq!(template.description, "changed");
}

#[test]
fn a_command_gets_what_was_typed() {
    let recorder = Arc::<Recorder>::default();
    let hooks = hooks();
    assert_eq!(hooks.commands().collect::<Vec<_>>(), ["greet"]);
    now(hooks.command("greet", &cx(&recorder))).expect("it succeeds");
    assert_eq!(*recorder.0.lock().expect("one thread"), ["shell"]);
    assert!(now(hooks.command("great", &cx(&recorder))).is_err());
}

#[test]
fn without_a_release_a_command_says_what_to_type() {
    let cx = HookCx { manage: None, outputs: cx(&Arc::default()).outputs, ..HookCx::new(Printer::new(Level::Quiet), "shop", "dev") };
    let error = now(hooks().run::<after_deploy>(&cx)).expect_err("nothing is live");
    assert_eq!(error.hints, ["deploy it first: `cargo run -- deploy -s dev`"]);
}
