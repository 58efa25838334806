//! What the macro's parser says. The parser itself is in `pocket-macros`, where tokens are; its words are here, where `explain` finds them.

mod places;
mod signs;
mod values;

pub use places::*;
pub use signs::*;
pub use values::*;

use crate::messages::Page;

/// The pages of all of them.
pub const PAGES: [&[Page]; 3] = [places::PAGES, signs::PAGES, values::PAGES];
