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
