//! NAT, addresses, endpoints and traffic.

use crate::cost::book::{Allowance, EVERYWHERE, Price, Rate, checked, unchecked};

/// AWS charges the same for an hour of a NAT gateway and for a GB through it.
const NAT: &[Rate] = &[
    checked(0.045, &["us-east-1"]),
    checked(0.062, &["ap-northeast-1"]),
    checked(0.059, &["ap-northeast-2"]),
    unchecked(0.045, &["us-east-2", "us-west-2"]),
    unchecked(0.046, &["eu-north-1"]),
    unchecked(0.048, &["us-west-1", "eu-west-1"]),
    unchecked(0.050, &["ca-central-1", "eu-west-2", "eu-west-3", "eu-south-1"]),
    unchecked(0.052, &["eu-central-1"]),
    unchecked(0.056, &["ap-south-1"]),
    unchecked(0.059, &["ap-southeast-1", "ap-southeast-2"]),
    unchecked(0.062, &["ap-northeast-3"]),
    unchecked(0.065, &["ap-east-1"]),
    unchecked(0.093, &["sa-east-1"]),
];

/// A NAT gateway.
pub static NAT_GATEWAY_HOUR: Price = Price {
    id: "nat_gateway_hour",
    name: "NAT gateway",
    unit: "hour",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon VPC pricing",
    rates: NAT,
    free: None,
};

/// What goes through a NAT gateway, in both directions.
pub static NAT_GATEWAY_GB: Price = Price {
    id: "nat_gateway_gb",
    name: "through the NAT gateway",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon VPC pricing",
    rates: NAT,
    free: None,
};

/// A public IPv4 address in use.
pub static PUBLIC_IPV4_HOUR: Price = Price {
    id: "public_ipv4_hour",
    name: "public IPv4 address",
    unit: "hour",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon VPC pricing",
    rates: &[checked(0.005, EVERYWHERE)],
    free: None,
};

/// A t4g.nano with Linux.
pub static NAT_INSTANCE_HOUR: Price = Price {
    id: "nat_instance_hour",
    name: "t4g.nano",
    unit: "hour",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon EC2 On-Demand pricing",
    rates: &[
        checked(0.0042, &["us-east-1"]),
        unchecked(0.0028, &["ap-south-1"]),
        unchecked(0.0042, &["us-east-2", "us-west-2"]),
        unchecked(0.0043, &["eu-north-1"]),
        unchecked(0.0046, &["ca-central-1", "eu-west-1"]),
        unchecked(0.0047, &["eu-west-2", "eu-west-3"]),
        unchecked(0.0048, &["eu-central-1", "eu-south-1"]),
        unchecked(0.0050, &["us-west-1"]),
        unchecked(0.0052, &["ap-northeast-2"]),
        unchecked(0.0053, &["ap-southeast-1", "ap-southeast-2"]),
        unchecked(0.0054, &["ap-northeast-1", "ap-northeast-3"]),
        unchecked(0.0058, &["ap-east-1"]),
        unchecked(0.0067, &["sa-east-1"]),
    ],
    free: None,
};

/// A gp3 volume: the NAT instance has one.
pub static GP3_GB_MONTH: Price = Price {
    id: "gp3_gb_month",
    name: "gp3 volume",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon EBS pricing",
    rates: &[
        checked(0.08, &["us-east-1"]),
        checked(0.096, &["ap-northeast-1"]),
        checked(0.0912, &["ap-northeast-2"]),
        unchecked(0.08, &["us-east-2", "us-west-2"]),
        unchecked(0.0836, &["eu-north-1"]),
        unchecked(0.088, &["ca-central-1", "eu-west-1"]),
        unchecked(0.0912, &["ap-south-1"]),
        unchecked(0.0924, &["eu-south-1"]),
        unchecked(0.0928, &["eu-west-2", "eu-west-3"]),
        unchecked(0.0952, &["eu-central-1"]),
        unchecked(0.096, &["us-west-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-3"]),
        unchecked(0.1056, &["ap-east-1"]),
        unchecked(0.152, &["sa-east-1"]),
    ],
    free: None,
};

/// An interface endpoint, in each zone.
pub static ENDPOINT_HOUR: Price = Price {
    id: "endpoint_hour",
    name: "interface endpoint",
    unit: "hour",
    lot: 1.0,
    vendor: "AWS",
    page: "AWS PrivateLink pricing",
    rates: &[
        checked(0.010, &["us-east-1"]),
        checked(0.014, &["ap-northeast-1"]),
        checked(0.013, &["ap-northeast-2"]),
        unchecked(0.010, &["us-east-2", "us-west-2", "eu-north-1"]),
        unchecked(0.011, &["us-west-1", "ca-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-south-1"]),
        unchecked(0.012, &["eu-central-1"]),
        unchecked(0.013, &["ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-east-1"]),
        unchecked(0.014, &["ap-northeast-3"]),
        unchecked(0.021, &["sa-east-1"]),
    ],
    free: None,
};

/// What goes through interface endpoints: the first PB.
pub static ENDPOINT_GB: Price = Price {
    id: "endpoint_gb",
    name: "through interface endpoints",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: "AWS PrivateLink pricing",
    rates: &[checked(0.01, &["us-east-1", "ap-northeast-1", "ap-northeast-2"]), unchecked(0.01, EVERYWHERE)],
    free: None,
};

/// Traffic from AWS to the internet: the first 10 TB.
pub static TRANSFER_OUT_GB: Price = Price {
    id: "transfer_out_gb",
    name: "transfer to the internet",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon EC2 On-Demand pricing, \"Data Transfer\"",
    rates: &[
        checked(0.09, &["us-east-1"]),
        checked(0.114, &["ap-northeast-1"]),
        checked(0.126, &["ap-northeast-2"]),
        unchecked(0.09, &["us-east-2", "us-west-1", "us-west-2", "ca-central-1"]),
        unchecked(0.09, &["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "eu-south-1"]),
        unchecked(0.1093, &["ap-south-1"]),
        unchecked(0.114, &["ap-southeast-2", "ap-northeast-3"]),
        unchecked(0.12, &["ap-southeast-1", "ap-east-1"]),
        unchecked(0.15, &["sa-east-1"]),
    ],
    free: Some(&Allowance { name: "GB of transfer to the internet", quantity: 100.0 }),
};
