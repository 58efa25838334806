//! `secrets: secrets_manager;`

use super::Kind;
use crate::graph::Facts;
use crate::schema::words;

words! {
    /// Where secret values are kept.
    Store {
        /// SSM Parameter Store, as SecureString: no standing cost.
        Ssm = "ssm",
        /// Secrets Manager: costs for each secret, while idle too.
        SecretsManager = "secrets_manager",
    }
}

kind! {
    /// Where the stage's secrets are kept.
    "secrets" => Secrets { place: Both, label: None, value: "store", block: false }
    /// `ssm` unless written: SecureString parameters have no standing cost. `secrets_manager` costs 0.40 usd a month for each secret.
    store: Store = Store::Ssm;
}

impl Kind for Secrets {
    fn declare(&self, facts: &mut Facts) {
        if self.store.known() == Some(&Store::SecretsManager) {
            facts.secret_store = "secretsmanager";
        }
    }
}
