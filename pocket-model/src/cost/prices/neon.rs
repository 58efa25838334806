//! Neon, which is not on AWS's bill. The same in all of its regions.

use crate::cost::book::{EVERYWHERE, Price, checked};

const PAGE: &str = "Neon plans";

/// A compute unit for an hour, on the plan Launch.
pub static NEON_LAUNCH_CU_HOUR: Price = Price {
    id: "neon_launch_cu_hour",
    name: "Neon compute, plan Launch",
    unit: "CU-hour",
    lot: 1.0,
    vendor: "Neon",
    page: PAGE,
    rates: &[checked(0.106, EVERYWHERE)],
    free: None,
};

/// A compute unit for an hour, on the plan Scale.
pub static NEON_SCALE_CU_HOUR: Price = Price {
    id: "neon_scale_cu_hour",
    name: "Neon compute, plan Scale",
    unit: "CU-hour",
    lot: 1.0,
    vendor: "Neon",
    page: PAGE,
    rates: &[checked(0.222, EVERYWHERE)],
    free: None,
};

/// What is stored, on both plans.
pub static NEON_GB_MONTH: Price = Price {
    id: "neon_gb_month",
    name: "Neon storage",
    unit: "GB-month",
    lot: 1.0,
    vendor: "Neon",
    page: PAGE,
    rates: &[checked(0.35, EVERYWHERE)],
    free: None,
};
