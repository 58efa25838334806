//! CloudWatch Logs.

use crate::cost::book::{Allowance, Price, Rate, checked, unchecked};

const PAGE: &str = "Amazon CloudWatch pricing";

/// Flow logs are "vended logs", whose first 10 TB cost as much as others.
const INGESTION: &[Rate] = &[
    checked(0.50, &["us-east-1"]),
    checked(0.76, &["ap-northeast-1", "ap-northeast-2"]),
    unchecked(0.50, &["us-east-2", "us-west-2"]),
    unchecked(0.55, &["ca-central-1"]),
    unchecked(0.57, &["eu-west-1", "eu-north-1"]),
    unchecked(0.60, &["eu-west-2", "eu-west-3", "eu-south-1"]),
    unchecked(0.63, &["eu-central-1"]),
    unchecked(0.67, &["us-west-1", "ap-south-1", "ap-southeast-2"]),
    unchecked(0.70, &["ap-southeast-1"]),
    unchecked(0.76, &["ap-northeast-3"]),
    unchecked(0.77, &["ap-east-1"]),
    unchecked(0.90, &["sa-east-1"]),
];

/// What functions write into their logs.
pub static LOGS_GB: Price = Price {
    id: "logs_gb",
    name: "log ingestion",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: PAGE,
    rates: INGESTION,
    free: Some(&Allowance { name: "GB of log ingestion", quantity: 5.0 }),
};

/// Logs that are kept, compressed.
pub static LOGS_GB_MONTH: Price = Price {
    id: "logs_gb_month",
    name: "log storage",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: PAGE,
    rates: &[
        checked(0.03, &["us-east-1"]),
        checked(0.033, &["ap-northeast-1"]),
        checked(0.0314, &["ap-northeast-2"]),
        unchecked(0.03, &["us-east-2", "us-west-2", "eu-west-1", "eu-north-1", "ap-south-1"]),
        unchecked(0.0324, &["eu-central-1"]),
        unchecked(
            0.033,
            &["us-west-1", "ca-central-1", "eu-west-2", "eu-west-3", "eu-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-3"],
        ),
        unchecked(0.034, &["ap-east-1"]),
        unchecked(0.0408, &["sa-east-1"]),
    ],
    free: Some(&Allowance { name: "GB-months of log storage", quantity: 5.0 }),
};

/// The traffic records of a VPC: the first 10 TB.
pub static FLOW_LOGS_GB: Price =
    Price { id: "flow_logs_gb", name: "flow logs", unit: "GB", lot: 1.0, vendor: "AWS", page: PAGE, rates: INGESTION, free: None };
