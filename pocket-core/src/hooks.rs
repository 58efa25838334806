//! Functions of the user's own that run at points of a deploy, and commands of the user's own.
//!
//! A point is a type with a context of its own, so a function written for another point, or for another stage, does not compile. The macro registers
//! each function with [`StageHooks`]; the engine runs them through [`Hooks`], which has forgotten the types.

mod context;
mod outputs;

pub use context::{AfterDeploy, BeforeDeploy, BeforeDestroy, Command, HookCx, Manage, OnFailure};
pub use outputs::{AnyStage, HasCache, HasDatabase, HasMedia, Outputs, Serves};

use crate::error::{Error, Result};
use pocket_model::ast::At;
use pocket_model::template::Template;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

/// A point at which functions run. Points stand in [`points`], named as in the language.
pub trait Point: 'static {
    /// As written in a block.
    const NAME: &'static str;
}

/// A point whose functions are asynchronous and get a context.
pub trait AsyncPoint: Point {
    /// What the function gets; `S` is the stage that it is written for, or [`AnyStage`].
    type Cx<'a, S: 'static>;

    /// Makes the context.
    fn cx<S: 'static>(cx: &HookCx) -> Self::Cx<'_, S>;
}

/// The points, named as in `hooks { … }`.
#[allow(non_camel_case_types)]
pub mod points {
    use super::{AfterDeploy, AsyncPoint, BeforeDeploy, BeforeDestroy, Command, HookCx, OnFailure, Point};

    macro_rules! points {
        ($($(#[doc = $doc:literal])* $name:ident $(=> $cx:ident)?;)*) => {$(
            $(#[doc = $doc])*
            #[derive(Debug)]
            pub struct $name;

            impl Point for $name {
                const NAME: &'static str = stringify!($name);
            }

            $(impl AsyncPoint for $name {
                type Cx<'a, S: 'static> = $cx<'a, S>;

                fn cx<S: 'static>(cx: &HookCx) -> $cx<'_, S> {
                    $cx::new(cx)
                }
            })?
        )*};
    }

    points! {
        /// `fn(&mut Template) -> pocket::Result`: changes the CloudFormation template of the stage's own stack before it is compared with what is
        /// deployed, so that `plan` shows the change. Pure and synchronous.
        after_synth;
        /// `async fn(BeforeDeploy<'_>) -> pocket::Result`: after the plan is made and before anything is changed. An error refuses the deploy.
        before_deploy => BeforeDeploy;
        /// `async fn(AfterDeploy<'_>) -> pocket::Result`: when the new release has the traffic.
        after_deploy => AfterDeploy;
        /// `async fn(OnFailure<'_>) -> pocket::Result`: when a deploy has failed.
        on_failure => OnFailure;
        /// `async fn(BeforeDestroy<'_>) -> pocket::Result`: before anything is deleted. An error refuses it.
        before_destroy => BeforeDestroy;
        /// `async fn(Command<'_>) -> pocket::Result`: a sub-command of the user's own, from `commands { … }`.
        command => Command;
    }
}

/// A function that can run at the point `P`; `S` is the stage that its context names.
#[diagnostic::on_unimplemented(
    message = "this function cannot run at the point `{P}`",
    label = "not a function for `{P}`",
    note = "write it as `async fn name(cx: AfterDeploy<'_>) -> pocket::Result`, with the point's own context; for `after_synth`, as `fn name(template: &mut Template) -> pocket::Result`"
)]
pub trait Hook<P: Point, S>: 'static {
    /// Forgets the types.
    fn erase(self) -> Erased;
}

// Without `do_not_recommend` rustc explains why the function's result is not a future instead of showing the note above.
#[diagnostic::do_not_recommend]
impl<P: AsyncPoint, S: 'static, F> Hook<P, S> for F
where
    F: for<'a> AsyncFn(P::Cx<'a, S>) -> Result + Send + Sync + 'static,
{
    fn erase(self) -> Erased {
        Erased(Kind::Async(Box::new(Held::<P, S, F> { function: self, types: PhantomData })))
    }
}

#[diagnostic::do_not_recommend]
impl<F> Hook<points::after_synth, AnyStage> for F
where
    F: Fn(&mut Template) -> Result + Send + Sync + 'static,
{
    fn erase(self) -> Erased {
        Erased(Kind::Synth(Box::new(self)))
    }
}

/// A function of the user's, without its types.
pub struct Erased(Kind);

enum Kind {
    Synth(Box<dyn Fn(&mut Template) -> Result + Send + Sync>),
    Async(Box<dyn Call>),
}

trait Call: Send + Sync {
    fn call<'a>(&'a self, cx: &'a HookCx) -> Pin<Box<dyn Future<Output = Result> + 'a>>;
}

struct Held<P, S, F> {
    function: F,
    types: PhantomData<fn() -> (P, S)>,
}

impl<P: AsyncPoint, S: 'static, F> Call for Held<P, S, F>
where
    F: for<'a> AsyncFn(P::Cx<'a, S>) -> Result + Send + Sync + 'static,
{
    fn call<'a>(&'a self, cx: &'a HookCx) -> Pin<Box<dyn Future<Output = Result> + 'a>> {
        Box::pin(async move { (self.function)(P::cx::<S>(cx)).await })
    }
}

/// The functions of one stage, collected with their types: the macro writes these calls.
#[must_use]
pub struct StageHooks<S> {
    hooks: Hooks,
    stage: PhantomData<fn() -> S>,
}

impl<S: 'static> Default for StageHooks<S> {
    fn default() -> Self {
        StageHooks { hooks: Hooks::default(), stage: PhantomData }
    }
}

impl<S: 'static> StageHooks<S> {
    /// None yet.
    pub fn new() -> Self {
        StageHooks::default()
    }

    /// Adds a function at the point `P`. Functions at one point run in the order in which they were added.
    pub fn hook<P: Point, C: Serves<S>, H: Hook<P, C>>(self, at: u32, name: &'static str, function: H) -> Self {
        self.add(P::NAME, at, name, function.erase())
    }

    /// Adds a sub-command.
    pub fn command<C: Serves<S>, H: Hook<points::command, C>>(self, at: u32, name: &'static str, function: H) -> Self {
        self.add(points::command::NAME, at, name, function.erase())
    }

    fn add(mut self, point: &'static str, at: u32, name: &'static str, function: Erased) -> Self {
        self.hooks.registered.push(Registered { point, name, at: At(at), function });
        self
    }
}

impl<S> From<StageHooks<S>> for Hooks {
    fn from(hooks: StageHooks<S>) -> Self {
        hooks.hooks
    }
}

/// The functions of one stage, for the engine.
#[derive(Default)]
pub struct Hooks {
    registered: Vec<Registered>,
}

struct Registered {
    point: &'static str,
    name: &'static str,
    at: At,
    function: Erased,
}

impl Hooks {
    /// Whether any function runs at the point.
    pub fn any<P: Point>(&self) -> bool {
        self.at::<P>().next().is_some()
    }

    /// Runs the functions of `after_synth` over the template of the stage's own stack.
    pub fn after_synth(&self, template: &mut Template) -> Result {
        for registered in self.at::<points::after_synth>() {
            if let Kind::Synth(function) = &registered.function.0 {
                function(template).map_err(|error| registered.failed(error))?;
            }
        }
        Ok(())
    }

    /// Runs the functions of a point one after the other; the first failure ends it.
    pub async fn run<P: AsyncPoint>(&self, cx: &HookCx) -> Result {
        for registered in self.at::<P>() {
            registered.call(cx).await?;
        }
        Ok(())
    }

    /// The names of the user's own sub-commands.
    pub fn commands(&self) -> impl Iterator<Item = &'static str> {
        self.at::<points::command>().map(|registered| registered.name)
    }

    /// Runs a sub-command of the user's own.
    pub async fn command(&self, name: &str, cx: &HookCx) -> Result {
        match self.at::<points::command>().find(|registered| registered.name == name) {
            Some(registered) => registered.call(cx).await,
            None => Err(Error::usage(format!("the stage `{}` has no command `{name}`", cx.stage))),
        }
    }

    fn at<P: Point>(&self) -> impl Iterator<Item = &Registered> {
        self.registered.iter().filter(|registered| registered.point == P::NAME)
    }
}

impl Registered {
    async fn call(&self, cx: &HookCx) -> Result {
        match &self.function.0 {
            Kind::Async(function) => function.call(cx).await.map_err(|error| self.failed(error)),
            Kind::Synth(_) => Ok(()),
        }
    }

    /// Says which of the user's functions failed; what it said itself stays whole.
    fn failed(&self, mut error: Error) -> Error {
        error.message = match self.point {
            "command" => format!("the command `{}` failed: {}", self.name, error.message),
            point => format!("the hook `{}` at `{point}` failed: {}", self.name, error.message),
        };
        error.at(self.at)
    }
}

#[cfg(test)]
mod tests;
