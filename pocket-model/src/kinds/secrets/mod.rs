//! `secrets: secrets_manager;`

use super::{Kind, StageView};
use crate::cost::{Way, prices};
use crate::graph::Facts;
use crate::messages::phrases;
use crate::schema::words;

phrases! {
    parameters() {
        en: "delete `secrets: secrets_manager;`, as parameters in SSM cost nothing",
        ja: "`secrets: secrets_manager;` を削除する（SSM のパラメータは無料）",
        ko: "`secrets: secrets_manager;`를 지우기(SSM 파라미터는 무료)",
    }
}

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
    /// `ssm` unless written: SecureString parameters have no standing cost. `secrets_manager` bills every secret each month.
    store: Store = Store::Ssm;
}

impl Kind for Secrets {
    fn declare(&self, facts: &mut Facts) {
        if self.store.known() == Some(&Store::SecretsManager) {
            facts.secret_store = "secretsmanager";
        }
    }

    fn cheaper(&self, stage: &StageView<'_>) -> Vec<Way> {
        let secrets = stage.facts.standing.iter().filter(|line| line.parts.iter().any(|part| *part.price == prices::SECRET_MONTH));
        Way::new(parameters(), secrets.map(|line| line.usd_a_month).sum()).into_iter().collect()
    }
}
