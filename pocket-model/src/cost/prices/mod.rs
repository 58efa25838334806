//! The prices. Each file is a group of services; a region that none of a price's rows names is a mistake that a test finds.
//!
//! "Checked" means: compared in November 2026 with figures read from AWS's Price List between August and October 2026, with tools' own golden bills made from it, or
//! with Neon's documentation of 2026-11-12. All other amounts are from memory of the pages, and say so.

mod compute;
mod logs;
mod neon;
mod network;
mod storage;

pub use compute::*;
pub use logs::*;
pub use neon::*;
pub use network::*;
pub use storage::*;

use super::book::Price;

/// Every price, in the order of the book.
pub const ALL: &[&Price] = &[
    &NAT_GATEWAY_HOUR,
    &NAT_GATEWAY_GB,
    &PUBLIC_IPV4_HOUR,
    &NAT_INSTANCE_HOUR,
    &GP3_GB_MONTH,
    &ENDPOINT_HOUR,
    &ENDPOINT_GB,
    &TRANSFER_OUT_GB,
    &LAMBDA_REQUEST,
    &LAMBDA_X86_GB_SECOND,
    &LAMBDA_ARM_GB_SECOND,
    &LAMBDA_TMP_GB_SECOND,
    &SNAP_START_CACHE_GB_SECOND,
    &SNAP_START_RESTORE_GB,
    &HTTP_API_REQUEST,
    &SCHEDULED_RUN,
    &SECRET_MONTH,
    &SECRET_CALL,
    &PARAMETER_MONTH,
    &KMS_REQUEST,
    &S3_GB_MONTH,
    &ECR_GB_MONTH,
    &S3_PUT,
    &S3_GET,
    &EFS_GB_MONTH,
    &EFS_IA_GB_MONTH,
    &EFS_IA_ELASTIC_GB_MONTH,
    &EFS_READ_GB,
    &EFS_WRITE_GB,
    &LOGS_GB,
    &LOGS_GB_MONTH,
    &FLOW_LOGS_GB,
    &NEON_LAUNCH_CU_HOUR,
    &NEON_SCALE_CU_HOUR,
    &NEON_GB_MONTH,
];
