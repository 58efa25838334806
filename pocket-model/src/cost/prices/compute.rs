//! Lambda, the HTTP API, and the secrets that functions read.

use crate::cost::book::{Allowance, EVERYWHERE, Price, Rate, checked, unchecked};

/// The price list was read for these three.
const READ: &[&str] = &["us-east-1", "ap-northeast-1", "ap-northeast-2"];

static FREE_REQUESTS: Allowance = Allowance { name: "Lambda requests", quantity: 1_000_000.0 };
static FREE_GB_SECONDS: Allowance = Allowance { name: "GB-seconds of Lambda", quantity: 400_000.0 };

const LAMBDA: &str = "AWS Lambda pricing";

/// A Lambda invocation.
pub static LAMBDA_REQUEST: Price = Price {
    id: "lambda_request",
    name: "Lambda requests",
    unit: "request",
    lot: 1_000_000.0,
    vendor: "AWS",
    page: LAMBDA,
    rates: &[checked(0.20, READ), unchecked(0.23, &["eu-south-1"]), unchecked(0.28, &["ap-east-1"]), unchecked(0.20, EVERYWHERE)],
    free: Some(&FREE_REQUESTS),
};

/// A second of an x86_64 function with 1 GB, up to 6 billion a month.
pub static LAMBDA_X86_GB_SECOND: Price = Price {
    id: "lambda_x86_gb_second",
    name: "Lambda time, x86_64",
    unit: "GB-second",
    lot: 1.0,
    vendor: "AWS",
    page: LAMBDA,
    rates: &[
        checked(0.000_016_666_7, READ),
        unchecked(0.000_019_517_2, &["eu-south-1"]),
        unchecked(0.000_022_92, &["ap-east-1"]),
        unchecked(0.000_016_666_7, EVERYWHERE),
    ],
    free: Some(&FREE_GB_SECONDS),
};

/// A second of an arm64 function with 1 GB, up to 7.5 billion a month.
pub static LAMBDA_ARM_GB_SECOND: Price = Price {
    id: "lambda_arm_gb_second",
    name: "Lambda time, arm64",
    unit: "GB-second",
    lot: 1.0,
    vendor: "AWS",
    page: LAMBDA,
    rates: &[
        checked(0.000_013_333_4, READ),
        unchecked(0.000_015_613_8, &["eu-south-1"]),
        unchecked(0.000_018_34, &["ap-east-1"]),
        unchecked(0.000_013_333_4, EVERYWHERE),
    ],
    free: Some(&FREE_GB_SECONDS),
};

/// `/tmp` over the 512 MB that are free, while a function runs.
pub static LAMBDA_TMP_GB_SECOND: Price = Price {
    id: "lambda_tmp_gb_second",
    name: "/tmp over 512 MB",
    unit: "GB-second",
    lot: 1.0,
    vendor: "AWS",
    page: LAMBDA,
    rates: &[
        checked(0.000_000_030_9, &["us-east-1"]),
        unchecked(0.000_000_030_9, &["us-east-2", "us-west-2"]),
        unchecked(0.000_000_052_7, &["sa-east-1"]),
        unchecked(0.000_000_037, EVERYWHERE),
    ],
    free: None,
};

const SNAP_START_CACHE: &[Rate] = &[
    checked(0.000_001_504_6, &["us-east-1", "ap-northeast-1"]),
    checked(0.000_001_838_3, &["ap-northeast-2"]),
    unchecked(0.000_001_504_6, EVERYWHERE),
];

/// The snapshot of a published version, by its memory, for as long as the version is active: three hours at least.
pub static SNAP_START_CACHE_GB_SECOND: Price = Price {
    id: "snap_start_cache_gb_second",
    name: "SnapStart snapshot",
    unit: "GB-second",
    lot: 1.0,
    vendor: "AWS",
    page: LAMBDA,
    rates: SNAP_START_CACHE,
    free: None,
};

/// A start from a snapshot, by the function's memory.
pub static SNAP_START_RESTORE_GB: Price = Price {
    id: "snap_start_restore_gb",
    name: "SnapStart restores",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: LAMBDA,
    rates: &[
        checked(0.000_139_799_8, &["us-east-1", "ap-northeast-1"]),
        checked(0.000_167_458_8, &["ap-northeast-2"]),
        unchecked(0.000_139_799_8, EVERYWHERE),
    ],
    free: None,
};

/// A request to an HTTP API, each 512 KB of it: the first 300 million a month.
pub static HTTP_API_REQUEST: Price = Price {
    id: "http_api_request",
    name: "HTTP API requests",
    unit: "request",
    lot: 1_000_000.0,
    vendor: "AWS",
    page: "Amazon API Gateway pricing",
    rates: &[
        checked(1.00, &["us-east-1"]),
        checked(1.29, &["ap-northeast-1"]),
        checked(1.23, &["ap-northeast-2"]),
        unchecked(1.00, &["us-east-2", "us-west-2"]),
        unchecked(1.05, &["ap-south-1"]),
        unchecked(1.11, &["ca-central-1", "eu-west-1", "eu-north-1"]),
        unchecked(1.17, &["us-west-1", "eu-west-2", "eu-west-3", "eu-south-1"]),
        unchecked(1.20, &["eu-central-1"]),
        unchecked(1.25, &["ap-southeast-1"]),
        unchecked(1.29, &["ap-southeast-2", "ap-northeast-3"]),
        unchecked(1.58, &["ap-east-1"]),
        unchecked(1.60, &["sa-east-1"]),
    ],
    free: None,
};

/// A run that EventBridge Scheduler starts.
pub static SCHEDULED_RUN: Price = Price {
    id: "scheduled_run",
    name: "scheduled runs",
    unit: "run",
    lot: 1_000_000.0,
    vendor: "AWS",
    page: "Amazon EventBridge pricing",
    rates: &[
        checked(1.00, &["us-east-1"]),
        checked(1.25, &["ap-northeast-1"]),
        checked(1.15, &["ap-northeast-2"]),
        unchecked(1.00, &["us-east-2", "us-west-2"]),
        unchecked(1.60, &["sa-east-1"]),
        unchecked(1.25, EVERYWHERE),
    ],
    free: Some(&Allowance { name: "scheduled runs", quantity: 14_000_000.0 }),
};

/// A secret in Secrets Manager.
pub static SECRET_MONTH: Price = Price {
    id: "secret_month",
    name: "secret in Secrets Manager",
    unit: "secret-month",
    lot: 1.0,
    vendor: "AWS",
    page: "AWS Secrets Manager pricing",
    rates: &[checked(0.40, EVERYWHERE)],
    free: None,
};

/// A call to Secrets Manager.
pub static SECRET_CALL: Price = Price {
    id: "secret_call",
    name: "Secrets Manager calls",
    unit: "call",
    lot: 10_000.0,
    vendor: "AWS",
    page: "AWS Secrets Manager pricing",
    rates: &[checked(0.05, EVERYWHERE)],
    free: None,
};

/// A standard parameter in SSM Parameter Store: nothing, and nothing for reading it at standard throughput.
pub static PARAMETER_MONTH: Price = Price {
    id: "parameter_month",
    name: "standard parameter in SSM",
    unit: "parameter-month",
    lot: 1.0,
    vendor: "AWS",
    page: "AWS Systems Manager pricing",
    rates: &[checked(0.0, EVERYWHERE)],
    free: None,
};

/// A call to KMS: reading a SecureString makes one. The key `aws/ssm` itself costs nothing.
pub static KMS_REQUEST: Price = Price {
    id: "kms_request",
    name: "KMS requests",
    unit: "request",
    lot: 10_000.0,
    vendor: "AWS",
    page: "AWS Key Management Service pricing",
    rates: &[checked(0.03, EVERYWHERE)],
    free: Some(&Allowance { name: "KMS requests", quantity: 20_000.0 }),
};
