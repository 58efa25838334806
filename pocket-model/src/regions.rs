//! AWS regions, with what pocket needs to know of each. Source: the AWS General Reference, "AWS service endpoints", and the Neon documentation, "Regions".

/// The longest region name that pocket knows: names are checked with it where the program names no region.
pub const LONGEST: &str = "ap-northeast-1";

/// One region.
#[derive(Debug, Clone, Copy)]
pub struct Region {
    /// Code.
    pub name: &'static str,
    /// The nearest region in which Neon runs (itself where it does).
    pub neon: &'static str,
}

const fn region(name: &'static str, neon: &'static str) -> Region {
    Region { name, neon }
}

/// The regions enabled in every account, and the opt-in regions that have every service pocket uses. What they charge is in `cost::prices`.
pub const REGIONS: &[Region] = &[
    region("us-east-1", "aws-us-east-1"),
    region("us-east-2", "aws-us-east-2"),
    region("us-west-1", "aws-us-west-2"),
    region("us-west-2", "aws-us-west-2"),
    region("ca-central-1", "aws-us-east-1"),
    region("sa-east-1", "aws-sa-east-1"),
    region("eu-central-1", "aws-eu-central-1"),
    region("eu-west-1", "aws-eu-west-2"),
    region("eu-west-2", "aws-eu-west-2"),
    region("eu-west-3", "aws-eu-central-1"),
    region("eu-north-1", "aws-eu-central-1"),
    region("eu-south-1", "aws-eu-central-1"),
    region("ap-south-1", "aws-ap-southeast-1"),
    region("ap-southeast-1", "aws-ap-southeast-1"),
    region("ap-southeast-2", "aws-ap-southeast-2"),
    region("ap-northeast-1", "aws-ap-southeast-1"),
    region("ap-northeast-2", "aws-ap-southeast-1"),
    region("ap-northeast-3", "aws-ap-southeast-1"),
    region("ap-east-1", "aws-ap-southeast-1"),
];

/// What a stage without a region is priced with: Tokyo, dearer than nearly all; Hong Kong and São Paulo cost more.
pub const WITHOUT_REGION: &Region = &REGIONS[15];

/// The region of that name.
pub fn find(name: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.name == name)
}

/// Those of [`REGIONS`] that an account must enable before use. Source: AWS Account Management Reference Guide, "AWS Regions", 2026-11.
pub const OPT_IN: &[&str] = &["ap-east-1", "eu-south-1"];

/// Why pocket deploys to a region of AWS not at all, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// Its accounts, names and prices are those of another partition: China, GovCloud, the European Sovereign Cloud.
    Partition,
    /// pocket has no prices of it, so no budget could hold.
    Prices,
}

/// Regions of AWS that are not in [`REGIONS`]. All of [`Without::Prices`] must be enabled in an account before use. Source: AWS Account Management
/// Reference Guide, "AWS Regions", 2026-11.
pub const OTHERS: &[(&str, Without)] = &[
    ("af-south-1", Without::Prices),
    ("ap-east-2", Without::Prices),
    ("ap-south-2", Without::Prices),
    ("ap-southeast-3", Without::Prices),
    ("ap-southeast-4", Without::Prices),
    ("ap-southeast-5", Without::Prices),
    ("ap-southeast-6", Without::Prices),
    ("ap-southeast-7", Without::Prices),
    ("ca-west-1", Without::Prices),
    ("cn-north-1", Without::Partition),
    ("cn-northwest-1", Without::Partition),
    ("eu-central-2", Without::Prices),
    ("eu-south-2", Without::Prices),
    ("eusc-de-east-1", Without::Partition),
    ("il-central-1", Without::Prices),
    ("me-central-1", Without::Prices),
    ("me-south-1", Without::Prices),
    ("mx-central-1", Without::Prices),
    ("us-gov-east-1", Without::Partition),
    ("us-gov-west-1", Without::Partition),
];

/// How people call a region.
pub const PLACES: &[(&str, &str)] = &[
    ("tokyo", "ap-northeast-1"),
    ("osaka", "ap-northeast-3"),
    ("seoul", "ap-northeast-2"),
    ("singapore", "ap-southeast-1"),
    ("sydney", "ap-southeast-2"),
    ("mumbai", "ap-south-1"),
    ("hong kong", "ap-east-1"),
    ("frankfurt", "eu-central-1"),
    ("ireland", "eu-west-1"),
    ("london", "eu-west-2"),
    ("paris", "eu-west-3"),
    ("milan", "eu-south-1"),
    ("stockholm", "eu-north-1"),
    ("virginia", "us-east-1"),
    ("ohio", "us-east-2"),
    ("oregon", "us-west-2"),
    ("california", "us-west-1"),
    ("canada", "ca-central-1"),
    ("sao paulo", "sa-east-1"),
];
