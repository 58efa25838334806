//! An IPv4 address range and its division into subnets.

use crate::ast::ValueKind;
use crate::messages::{Wording, phrases};
use crate::schema::FieldValue;
use std::fmt;

/// `10.0.0.0/16`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cidr {
    /// The first address.
    pub address: u32,
    /// How many leading bits are fixed.
    pub prefix: u8,
}

impl Cidr {
    /// `10.0.0.0/16`
    pub const DEFAULT: Cidr = Cidr { address: 10 << 24, prefix: 16 };

    /// Reads `a.b.c.d/n`.
    pub fn parse(text: &str) -> Option<Cidr> {
        let (address, prefix) = text.split_once('/')?;
        let address: std::net::Ipv4Addr = address.parse().ok()?;
        let prefix: u8 = prefix.parse().ok().filter(|prefix| *prefix <= 32)?;
        Some(Cidr { address: u32::from(address), prefix })
    }

    /// The same range with no bit set behind the prefix.
    pub fn network(self) -> Cidr {
        let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
        Cidr { address: self.address & mask, ..self }
    }

    /// The `index`th of the sixteen equal parts.
    pub fn sixteenth(self, index: usize) -> Cidr {
        let prefix = self.prefix + 4;
        Cidr { address: self.address + ((index as u32) << (32 - u32::from(prefix))), prefix }
    }

    /// Whether AWS calls it private: RFC 1918, or 100.64.0.0/10.
    pub fn private(self) -> bool {
        let [a, b, ..] = self.address.to_be_bytes();
        a == 10 || (a == 172 && (16..32).contains(&b)) || (a == 192 && b == 168) || (a == 100 && (64..128).contains(&b))
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", std::net::Ipv4Addr::from(self.address), self.prefix)
    }
}

impl FieldValue for Cidr {
    const RUST: &'static str = "&str";

    fn written(&self) -> String {
        format!("\"{self}\"")
    }

    fn expects() -> Wording {
        expected()
    }

    fn from_value(value: &ValueKind) -> Option<Self> {
        match value {
            ValueKind::Str(text) => Cidr::parse(text),
            _ => None,
        }
    }
}

phrases! {
    expected() { en: "an address range such as `\"10.0.0.0/16\"`", ja: "`\"10.0.0.0/16\"` のようなアドレス範囲", ko: "`\"10.0.0.0/16\"` 같은 주소 범위" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_divides_into_sixteen_of_4096() {
        let parts: Vec<String> = (0..4).map(|index| Cidr::DEFAULT.sixteenth(index).to_string()).collect();
        assert_eq!(parts, ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20", "10.0.48.0/20"]);
        assert_eq!(Cidr::DEFAULT.sixteenth(15).to_string(), "10.0.240.0/20");
    }

    #[test]
    fn bits_behind_the_prefix_are_seen() {
        let odd = Cidr::parse("10.0.5.0/16").expect("it is a range");
        assert_eq!(odd.network().to_string(), "10.0.0.0/16");
        assert_eq!(Cidr::parse("10.0.0.0/33"), None);
        assert_eq!(Cidr::parse("10.0.0/16"), None);
    }
}
