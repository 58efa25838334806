//! `package: image;`: the artifact as a container image, assembled and pushed without Docker.
//!
//! ```text
//! base (AWS's, or what a Dockerfile builds) · /opt/python: the dependencies · /var/task: the code · /var/task/pocket.json: the contract
//! ```
//! The dependencies and the code are those of the zip form, so both forms run the same bytes. A release sends the layers that changed, mostly one or two.

mod archive;
mod base;
mod body;
pub mod codebuild;
mod dockerfile;
mod manifest;
mod parts;
mod placeholder;
mod push;
mod registry;
mod reseal;
mod tar;
mod upon;

pub use base::{BASE, Base, VARIABLE, repository};
pub use dockerfile::Recipe;
pub use manifest::{Below, Blob, Descriptor, Dialect, Image, Origin};
pub use parts::Parts;
pub use placeholder::placeholder;
pub use push::push;
pub use registry::{Access, Pushed, Repository};
pub use reseal::reseal;
pub use tar::Layer;
pub use upon::Upon;
