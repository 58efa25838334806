//! S3 and EFS.

use crate::cost::book::{EVERYWHERE, Price, checked, unchecked};

const S3: &str = "Amazon S3 pricing";
const EFS: &str = "Amazon EFS pricing";

/// Regions in which EFS costs about a tenth more than in the cheapest.
const EFS_MIDDLE: &[&str] =
    &["us-west-1", "ca-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "eu-south-1", "ap-south-1", "ap-northeast-2"];

/// S3 Standard: the first 50 TB.
pub static S3_GB_MONTH: Price = Price {
    id: "s3_gb_month",
    name: "S3 storage",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: S3,
    rates: &[
        checked(0.023, &["us-east-1"]),
        checked(0.025, &["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"]),
        unchecked(0.023, &["us-east-2", "us-west-2", "eu-west-1", "eu-north-1"]),
        unchecked(0.024, &["eu-west-2", "eu-west-3", "eu-south-1"]),
        unchecked(0.0245, &["eu-central-1"]),
        unchecked(0.025, &["ca-central-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-east-1"]),
        unchecked(0.026, &["us-west-1"]),
        unchecked(0.0405, &["sa-east-1"]),
    ],
    free: None,
};

/// Images in private repositories of ECR, as they are stored: compressed, each layer once in a repository.
pub static ECR_GB_MONTH: Price = Price {
    id: "ecr_gb_month",
    name: "ECR storage",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: "Amazon ECR pricing",
    rates: &[unchecked(0.10, EVERYWHERE)],
    free: None,
};

/// PUT, COPY, POST and LIST.
pub static S3_PUT: Price = Price {
    id: "s3_put",
    name: "S3 writes",
    unit: "request",
    lot: 1_000.0,
    vendor: "AWS",
    page: S3,
    rates: &[
        checked(0.005, &["us-east-1"]),
        checked(0.0047, &["ap-northeast-1", "ap-northeast-3"]),
        checked(0.0045, &["ap-northeast-2"]),
        unchecked(0.005, &["us-east-2", "us-west-2", "eu-west-1", "eu-north-1", "ap-south-1", "ap-southeast-1", "ap-east-1"]),
        unchecked(0.0053, &["eu-west-2", "eu-west-3", "eu-south-1"]),
        unchecked(0.0054, &["eu-central-1"]),
        unchecked(0.0055, &["us-west-1", "ca-central-1", "ap-southeast-2"]),
        unchecked(0.007, &["sa-east-1"]),
    ],
    free: None,
};

/// GET and all others.
pub static S3_GET: Price = Price {
    id: "s3_get",
    name: "S3 reads",
    unit: "request",
    lot: 1_000.0,
    vendor: "AWS",
    page: S3,
    rates: &[
        checked(0.0004, &["us-east-1"]),
        checked(0.000_37, &["ap-northeast-1"]),
        checked(0.000_35, &["ap-northeast-2"]),
        unchecked(0.000_37, &["ap-northeast-3"]),
        unchecked(0.0004, &["us-east-2", "us-west-2", "eu-west-1", "eu-north-1", "ap-south-1", "ap-southeast-1", "ap-east-1"]),
        unchecked(0.000_42, &["eu-west-2", "eu-west-3", "eu-south-1"]),
        unchecked(0.000_43, &["eu-central-1"]),
        unchecked(0.000_44, &["us-west-1", "ca-central-1", "ap-southeast-2"]),
        unchecked(0.000_56, &["sa-east-1"]),
    ],
    free: None,
};

/// EFS Standard, in several zones.
pub static EFS_GB_MONTH: Price = Price {
    id: "efs_gb_month",
    name: "EFS storage",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: EFS,
    rates: &[
        checked(0.30, &["us-east-1", "us-east-2"]),
        checked(0.36, &["ap-northeast-1"]),
        unchecked(0.30, &["us-west-2"]),
        unchecked(0.33, EFS_MIDDLE),
        unchecked(0.36, &["eu-central-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-3"]),
        unchecked(0.396, &["ap-east-1"]),
        unchecked(0.54, &["sa-east-1"]),
    ],
    free: None,
};

/// EFS Infrequent Access with bursting throughput, in several zones.
pub static EFS_IA_GB_MONTH: Price = Price {
    id: "efs_ia_gb_month",
    name: "EFS storage, Infrequent Access",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: EFS,
    rates: &[
        unchecked(0.025, &["us-east-1", "us-east-2", "us-west-2"]),
        unchecked(0.0272, EFS_MIDDLE),
        unchecked(0.0272, &["eu-central-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-3"]),
        unchecked(0.03, &["ap-east-1"]),
        unchecked(0.045, &["sa-east-1"]),
    ],
    free: None,
};

/// The same in a file system with elastic throughput, where what is read is paid by itself.
pub static EFS_IA_ELASTIC_GB_MONTH: Price = Price {
    id: "efs_ia_elastic_gb_month",
    name: "EFS storage, Infrequent Access, elastic",
    unit: "GB-month",
    lot: 1.0,
    vendor: "AWS",
    page: EFS,
    rates: &[
        checked(0.016, &["us-east-2"]),
        unchecked(0.016, &["us-east-1", "us-west-2"]),
        unchecked(0.0192, EFS_MIDDLE),
        unchecked(0.0192, &["eu-central-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-3"]),
        unchecked(0.0211, &["ap-east-1"]),
        unchecked(0.0288, &["sa-east-1"]),
    ],
    free: None,
};

/// Reading with elastic throughput.
pub static EFS_READ_GB: Price = Price {
    id: "efs_read_gb",
    name: "EFS reads, elastic",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: EFS,
    rates: &[
        checked(0.03, &["us-east-2"]),
        checked(0.04, &["ap-northeast-1"]),
        unchecked(0.03, &["us-east-1", "us-west-2"]),
        unchecked(0.033, EFS_MIDDLE),
        unchecked(0.04, &["eu-central-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-3", "ap-east-1"]),
        unchecked(0.05, &["sa-east-1"]),
    ],
    free: None,
};

/// Writing with elastic throughput.
pub static EFS_WRITE_GB: Price = Price {
    id: "efs_write_gb",
    name: "EFS writes, elastic",
    unit: "GB",
    lot: 1.0,
    vendor: "AWS",
    page: EFS,
    rates: &[
        checked(0.06, &["us-east-2"]),
        checked(0.07, &["ap-northeast-1"]),
        unchecked(0.06, &["us-east-1", "us-west-2"]),
        unchecked(0.066, EFS_MIDDLE),
        unchecked(0.07, &["eu-central-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-3", "ap-east-1"]),
        unchecked(0.11, &["sa-east-1"]),
    ],
    free: None,
};
