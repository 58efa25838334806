//! The engine: makes a stage true, tells how it is, and takes it away again.
//!
//! ```text
//! plan → lock → what holds data → secrets → layer → stacks → code with its contract → versions → migrate → smoke test → switch
//! ```

pub mod apply;
pub mod change_set;
mod cx;
pub mod destroy;
mod engine;
pub mod events;
mod record;
pub mod release;
pub mod rotate;
pub mod runtime;
pub mod safety;
pub mod source;
pub mod stacks;
mod status;
pub mod templates;
#[cfg(test)]
mod tests;
pub(crate) mod undeclared;
pub mod wait;

pub use cx::{Cx, Local};
pub use destroy::{Certificate, Destruction, Thing};
pub use engine::{Outputs, deploy, deployed_values};
pub(crate) use record::{Record, read as read_record};
pub use status::{FunctionStatus, HolderStatus, ResourceStatus, SecretStatus, StackStatus, Status, status};
