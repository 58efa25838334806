//! The availability zones of the regions.

/// The zones of one region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zones {
    /// Region code.
    pub region: &'static str,
    /// Letters that every account has.
    pub letters: &'static str,
    /// Letters that only some accounts have: in the oldest regions AWS gave each account letters of its own.
    pub of_some: &'static str,
    /// How many zones an account has.
    pub count: usize,
}

const fn all(region: &'static str, letters: &'static str) -> Zones {
    Zones { region, letters, of_some: "", count: letters.len() }
}

/// Regions that pocket deploys to. A region that is missing here has no opinion. Source: AWS Global Infrastructure, "AWS Availability Zones" and "AZ IDs"
/// (accounts of before November 2025 have letters of their own in the oldest regions), with the letters of moto 5.2's and cfn-lint 1.51's lists; 2026-11.
const ZONES: &[Zones] = &[
    all("us-east-1", "abcdef"),
    all("us-east-2", "abc"),
    Zones { region: "us-west-1", letters: "", of_some: "abc", count: 2 },
    all("us-west-2", "abcd"),
    all("ca-central-1", "abd"),
    all("sa-east-1", "abc"),
    all("eu-central-1", "abc"),
    all("eu-west-1", "abc"),
    all("eu-west-2", "abc"),
    all("eu-west-3", "abc"),
    all("eu-north-1", "abc"),
    all("eu-south-1", "abc"),
    all("ap-south-1", "abc"),
    all("ap-southeast-1", "abc"),
    all("ap-southeast-2", "abc"),
    Zones { region: "ap-northeast-1", letters: "acd", of_some: "b", count: 3 },
    all("ap-northeast-2", "abcd"),
    all("ap-northeast-3", "abc"),
    all("ap-east-1", "abc"),
];

impl Zones {
    /// Those of a region.
    pub fn of(region: &str) -> Option<Zones> {
        ZONES.iter().copied().find(|zones| zones.region == region)
    }

    /// Every letter that some account has, in order.
    pub fn any(self) -> Vec<char> {
        let mut letters: Vec<char> = self.letters.chars().chain(self.of_some.chars()).collect();
        letters.sort_unstable();
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions::REGIONS;

    #[test]
    fn every_region_has_zones_for_a_pair() {
        for region in REGIONS {
            let zones = Zones::of(region.name).unwrap_or_else(|| panic!("{} is missing", region.name));
            assert!(zones.count >= 2 && zones.any().len() >= zones.count, "{zones:?}");
            assert!(zones.any().windows(2).all(|pair| pair[0] < pair[1]), "a letter twice: {zones:?}");
        }
    }
}
