//! `200` or `[200, 302]`.

use super::messages;
use crate::ast::ValueKind;
use crate::messages::Wording;
use crate::schema::FieldValue;

/// HTTP statuses: one, or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect(pub Vec<u32>);

impl FieldValue for Expect {
    const RUST: &'static str = "u32";

    fn written(&self) -> String {
        match &self.0[..] {
            [one] => one.to_string(),
            several => several.to_vec().written(),
        }
    }

    fn expects() -> Wording {
        messages::a_status()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        u32::from_value(value).map(|one| Expect(vec![one])).or_else(|| Vec::from_value(value).filter(|several| !several.is_empty()).map(Expect))
    }
}
