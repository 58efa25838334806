//! AWS as the rest of the engine sees it: clients that are connected and checked, one HTTP client below all of them, and the only place that
//! knows what an error of AWS means.

pub mod backoff;
mod clients;
mod credentials;
pub mod error;
pub mod http;
pub mod thin;
pub mod xml;

pub use clients::{Clients, Target};
pub use error::{Calling, Failure};
pub use http::Http;
pub use thin::{Service, Thin};
