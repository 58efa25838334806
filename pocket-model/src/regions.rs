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
    /// NAT gateway, US dollars an hour.
    pub nat_hour: f64,
    /// Interface endpoint, US dollars an hour and zone.
    pub endpoint_hour: f64,
    /// t4g.nano, US dollars an hour.
    pub nano_hour: f64,
}

const fn region(name: &'static str, neon: &'static str, nat_hour: f64, endpoint_hour: f64, nano_hour: f64) -> Region {
    Region { name, neon, nat_hour, endpoint_hour, nano_hour }
}

/// The regions enabled in every account, and the opt-in regions that have every service pocket uses. Prices: on-demand, in US dollars.
pub const REGIONS: &[Region] = &[
    region("us-east-1", "aws-us-east-1", 0.045, 0.010, 0.0042),
    region("us-east-2", "aws-us-east-2", 0.045, 0.010, 0.0042),
    region("us-west-1", "aws-us-west-2", 0.048, 0.011, 0.0050),
    region("us-west-2", "aws-us-west-2", 0.045, 0.010, 0.0042),
    region("ca-central-1", "aws-us-east-1", 0.050, 0.011, 0.0046),
    region("sa-east-1", "aws-sa-east-1", 0.093, 0.021, 0.0067),
    region("eu-central-1", "aws-eu-central-1", 0.052, 0.012, 0.0048),
    region("eu-west-1", "aws-eu-west-2", 0.048, 0.011, 0.0046),
    region("eu-west-2", "aws-eu-west-2", 0.050, 0.011, 0.0047),
    region("eu-west-3", "aws-eu-central-1", 0.050, 0.011, 0.0047),
    region("eu-north-1", "aws-eu-central-1", 0.046, 0.010, 0.0043),
    region("eu-south-1", "aws-eu-central-1", 0.050, 0.011, 0.0048),
    region("ap-south-1", "aws-ap-southeast-1", 0.056, 0.013, 0.0028),
    region("ap-southeast-1", "aws-ap-southeast-1", 0.059, 0.013, 0.0053),
    region("ap-southeast-2", "aws-ap-southeast-2", 0.059, 0.013, 0.0053),
    region("ap-northeast-1", "aws-ap-southeast-1", 0.062, 0.014, 0.0054),
    region("ap-northeast-2", "aws-ap-southeast-1", 0.059, 0.013, 0.0052),
    region("ap-northeast-3", "aws-ap-southeast-1", 0.062, 0.014, 0.0054),
    region("ap-east-1", "aws-ap-southeast-1", 0.065, 0.013, 0.0058),
];

/// What a stage without a region is priced with: Tokyo, dearer than nearly all; Hong Kong and São Paulo cost more.
pub const WITHOUT_REGION: &Region = &REGIONS[15];

/// The region of that name.
pub fn find(name: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.name == name)
}
