//! IPv4 address ranges.

use crate::ast::ValueKind;
use crate::messages::{Wording, phrases};
use crate::schema::FieldValue;
use std::fmt;
use std::net::Ipv4Addr;

/// `10.0.0.0/16`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cidr {
    /// The first address.
    pub address: u32,
    /// How many leading bits are fixed: 0 to 32.
    pub prefix: u8,
}

/// Addresses of a subnet that AWS keeps: the first four and the last. Source: VPC User Guide, "Subnet CIDR blocks".
const KEPT: u64 = 5;

impl Cidr {
    /// `10.0.0.0/16`
    pub const DEFAULT: Cidr = Cidr { address: 10 << 24, prefix: 16 };

    /// Everything: `0.0.0.0/0`.
    pub const ANYWHERE: Cidr = Cidr { address: 0, prefix: 0 };

    /// Reads `a.b.c.d/n`.
    pub fn parse(text: &str) -> Option<Cidr> {
        let (address, digits) = text.split_once('/')?;
        let address: Ipv4Addr = address.parse().ok()?;
        let prefix: u8 = digits.parse().ok().filter(|prefix| *prefix <= 32)?;
        // `+16` and `016` are numbers to Rust, and nothing to AWS.
        (prefix.to_string() == digits).then_some(Cidr { address: u32::from(address), prefix })
    }

    /// The range that a text that is not one was probably meant to be: `10.0/16`, `10.0.0.0`, `10.0.0.0 /16`.
    pub fn meant(text: &str) -> Option<Cidr> {
        if Cidr::parse(text).is_some() {
            return None;
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (address, prefix) = text.split_once('/').unwrap_or((&text, ""));
        let octets: Vec<&str> = address.trim_end_matches('.').split('.').collect();
        if octets.len() > 4 {
            return None;
        }
        let mut bytes = [0; 4];
        for (byte, octet) in bytes.iter_mut().zip(&octets) {
            *byte = octet.parse().ok()?;
        }
        let prefix = match prefix.trim_start_matches(['+', '0']).parse() {
            Ok(prefix) => prefix,
            // `10.1.0.0` alone: as far as it is not zero, and at least what a VPC takes.
            Err(_) => (8 * (4 - bytes.iter().rev().take_while(|byte| **byte == 0).count() as u8)).clamp(16, 28),
        };
        (prefix <= 32).then(|| Cidr { address: u32::from_be_bytes(bytes), prefix }.network())
    }

    /// The same range with no bit set behind the prefix.
    pub fn network(self) -> Cidr {
        Cidr { address: self.address & self.mask(), ..self }
    }

    fn mask(self) -> u32 {
        u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0)
    }

    /// How many addresses it has.
    pub fn size(self) -> u64 {
        1 << (32 - self.prefix)
    }

    /// How many of them a subnet of this range gives away.
    pub fn usable(self) -> u64 {
        self.size().saturating_sub(KEPT)
    }

    /// Whether every address of the other range is in this one.
    pub fn contains(self, other: Cidr) -> bool {
        self.prefix <= other.prefix && other.address & self.mask() == self.address & self.mask()
    }

    /// Whether some address is in both.
    pub fn overlaps(self, other: Cidr) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The `index`th of the sixteen equal parts; `None` where there is none.
    pub fn sixteenth(self, index: usize) -> Option<Cidr> {
        self.parts(self.prefix + 4).nth(index)
    }

    /// The parts with a longer prefix that it divides into, in order; none if the prefix is shorter or over 32.
    pub fn parts(self, prefix: u8) -> impl Iterator<Item = Cidr> {
        let base = self.network();
        let possible = (base.prefix..=32).contains(&prefix);
        let count = if possible { 1_u64 << (prefix - base.prefix) } else { 0 };
        (0..count).map(move |index| Cidr { address: base.address | (index << (32 - prefix)) as u32, prefix })
    }

    /// The range in a larger one that a range outside of it was probably meant to be: its own bits behind the larger one's prefix.
    pub fn meant_in(whole: Cidr, range: Cidr) -> Cidr {
        let prefix = range.prefix.max(whole.prefix);
        Cidr { address: (whole.address & whole.mask()) | (range.address & !whole.mask()), prefix }.network()
    }

    /// Whether AWS calls it private: RFC 1918, or 100.64.0.0/10. Source: VPC User Guide, "VPC CIDR blocks".
    pub fn private(self) -> bool {
        PRIVATE.iter().any(|range| range.contains(self))
    }
}

const fn range(a: u8, b: u8, prefix: u8) -> Cidr {
    Cidr { address: u32::from_be_bytes([a, b, 0, 0]), prefix }
}

const PRIVATE: [Cidr; 4] = [range(10, 0, 8), range(172, 16, 12), range(192, 168, 16), range(100, 64, 10)];

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", Ipv4Addr::from(self.address), self.prefix)
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

    fn meant(value: &ValueKind) -> Option<String> {
        match value {
            ValueKind::Str(text) => Cidr::meant(text).map(|cidr| cidr.written()),
            _ => None,
        }
    }
}

phrases! {
    expected() { en: "an IPv4 range such as `\"10.0.0.0/16\"`", ja: "`\"10.0.0.0/16\"` のような IPv4 アドレス範囲", ko: "`\"10.0.0.0/16\"` 같은 IPv4 주소 범위" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cidr(text: &str) -> Cidr {
        Cidr::parse(text).unwrap_or_else(|| panic!("{text} is a range"))
    }

    impl Cidr {
        fn last(self) -> u32 {
            self.address | !self.mask()
        }
    }

    /// A sequence of numbers that looks random and is the same each time.
    fn numbers() -> impl Iterator<Item = u32> {
        std::iter::successors(Some(0x2545_f491_4f6c_dd1d_u64), |seed| {
            let seed = seed ^ (seed << 13);
            let seed = seed ^ (seed >> 7);
            Some(seed ^ (seed << 17))
        })
        .map(|seed| (seed >> 16) as u32)
    }

    fn ranges(count: usize) -> Vec<Cidr> {
        let (addresses, prefixes) = (numbers(), numbers().skip(7));
        addresses.zip(prefixes).map(|(address, prefix)| Cidr { address, prefix: (prefix % 33) as u8 }).take(count).collect()
    }

    #[test]
    fn the_default_divides_into_sixteen_of_4096() {
        let parts: Vec<String> = (0..4).filter_map(|index| Cidr::DEFAULT.sixteenth(index)).map(|part| part.to_string()).collect();
        assert_eq!(parts, ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20", "10.0.48.0/20"]);
        assert_eq!(Cidr::DEFAULT.sixteenth(15), Some(cidr("10.0.240.0/20")));
        assert_eq!(Cidr::DEFAULT.sixteenth(16), None);
        assert_eq!(cidr("10.0.0.0/30").sixteenth(0), None);
        assert_eq!(cidr("10.0.0.0/20").usable(), 4091);
        assert_eq!(cidr("10.0.0.0/28").usable(), 11);
    }

    #[test]
    fn bits_behind_the_prefix_are_seen() {
        assert_eq!(cidr("10.0.5.0/16").network(), Cidr::DEFAULT);
        for bad in
            ["10.0.0.0/33", "10.0.0/16", "10.0.0.0", "10.0.0.256/16", "10.0.0.0/+8", "10.0.0.0/08", "fd00::/48", "10.0.0.0/", "/16", ""]
        {
            assert_eq!(Cidr::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_was_meant() {
        let meant = |text| Cidr::meant(text).map(|cidr| cidr.to_string());
        for (text, range) in [
            ("10.0/16", "10.0.0.0/16"),
            ("10.0.0.0", "10.0.0.0/16"),
            ("10.1.2.0", "10.1.2.0/24"),
            ("10.0.0.0 / 20", "10.0.0.0/20"),
            ("10.0.0.0/+8", "10.0.0.0/8"),
            ("10.0.5.0.", "10.0.5.0/24"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(range), "{text}");
        }
        for text in ["", "10.0.0.0/16", "10.0.0.256/16", "10.0.0.0.0/16", "fd00::/48", "10.0.0.0/33", "dev"] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn every_range_reads_as_it_is_written() {
        for range in ranges(2000) {
            assert_eq!(Cidr::parse(&range.to_string()), Some(range));
            assert!(range.network().network() == range.network() && range.contains(range.network()) && range.network().contains(range));
            assert_eq!(u64::from(range.last() - range.network().address) + 1, range.size());
        }
    }

    #[test]
    fn overlapping_is_sharing_an_address() {
        let ranges = ranges(120);
        for a in &ranges {
            for b in &ranges {
                let (a, b) = (a.network(), b.network());
                let shared = a.address.max(b.address) <= a.last().min(b.last());
                assert_eq!(a.overlaps(b), shared, "{a} {b}");
                assert_eq!(a.overlaps(b), b.overlaps(a), "{a} {b}");
                let inside = a.address <= b.address && b.last() <= a.last();
                assert_eq!(a.contains(b), inside, "{a} {b}");
            }
        }
    }

    #[test]
    fn the_parts_fill_the_range_without_overlapping() {
        for range in ranges(300) {
            for longer in 0..=4 {
                let parts: Vec<Cidr> = range.parts(range.prefix + longer).collect();
                if range.prefix + longer > 32 {
                    assert!(parts.is_empty());
                    continue;
                }
                assert_eq!(parts.iter().map(|part| part.size()).sum::<u64>(), range.size());
                assert!(parts.iter().all(|part| range.contains(*part) && part.network() == *part));
                assert!(parts.windows(2).all(|pair| pair[0].last().checked_add(1) == Some(pair[1].address)));
            }
        }
    }

    #[test]
    fn private_ranges_have_ends() {
        for inside in ["10.255.255.0/24", "172.16.0.0/16", "172.31.0.0/16", "192.168.0.0/16", "100.64.0.0/16", "100.127.0.0/16"] {
            assert!(cidr(inside).private(), "{inside}");
        }
        for outside in ["9.255.0.0/16", "11.0.0.0/16", "172.15.0.0/16", "172.32.0.0/16", "192.169.0.0/16", "100.128.0.0/16", "10.0.0.0/7"] {
            assert!(!cidr(outside).private(), "{outside}");
        }
    }
}
