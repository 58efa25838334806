//! `protected;`

use super::Kind;
use crate::graph::Facts;

kind! {
    /// `destroy` refuses the stage until this line is deleted.
    "protected" => Protected { place: Stage, label: None, value: "on", block: false }
    /// On unless `protected: false;`.
    on: bool = true;
}

impl Kind for Protected {
    fn declare(&self, facts: &mut Facts) {
        facts.protected = self.on.known() != Some(&false);
    }
}
