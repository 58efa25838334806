//! What a site is used for in a month, and what that uses.

use super::book::{HOURS, Price};
use crate::ast::At;
use serde::Serialize;

/// A month of a site. The defaults are those of a small site, and every one of them is an argument of `cost`.
///
/// Sizes are binary, as AWS counts them: 1 GB is 1,024 MB.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Traffic {
    /// HTTP requests, those for static files among them: 100,000.
    pub requests: f64,
    /// Seconds of the function for each request: 0.12.
    pub duration: f64,
    /// Kilobytes of each response: 40.
    pub response_kb: f64,
    /// Kilobytes of log for each run of a function: 1.
    pub log_kb: f64,
    /// Percent of the requests that start a function: 1.
    pub cold_starts: f64,
    /// Seconds that a start takes: 2.
    pub start: f64,
    /// Gigabytes of uploaded files: 1.
    pub stored_gb: f64,
    /// Files uploaded: 1,000.
    pub uploads: f64,
    /// Files downloaded from storage, past the function: 10,000.
    pub downloads: f64,
    /// Kilobytes of a file: 500.
    pub file_kb: f64,
    /// Gigabytes in the cache: 1.
    pub cache_gb: f64,
    /// Gigabytes of the cache that nobody reads and that moved to cheaper storage: 0.
    pub idle_cache_gb: f64,
    /// Kilobytes read from the cache for each request: 20.
    pub cache_read_kb: f64,
    /// Kilobytes written into the cache for each request: 2.
    pub cache_write_kb: f64,
    /// Gigabytes in each database: 0.5.
    pub database_gb: f64,
    /// Hours that each database is awake: 100.
    pub database_hours: f64,
    /// Kilobytes between function and database for each request, in both directions: 20.
    pub query_kb: f64,
    /// Runs of each function of the program's own: 1,000.
    pub jobs: f64,
    /// Seconds of each such run: 2.
    pub job_duration: f64,
    /// Gigabytes through the interface endpoints of a VPC: 0.1.
    pub endpoint_gb: f64,
    /// Gigabytes of flow logs of a VPC: 1.
    pub flow_log_gb: f64,
    /// Gigabytes of releases in the deploy bucket, where the last twenty are kept: 1.
    pub releases_gb: f64,
    /// What the vendor beside AWS charges by.
    pub tariff: Tariff,
}

/// A plan of Neon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tariff {
    /// 100 CU-hours and 0.5 GB for each Neon project, and nothing to pay.
    Free,
    /// Paid by use.
    Launch,
    /// Paid by use, with an agreement on service.
    Scale,
}

impl Default for Traffic {
    fn default() -> Self {
        Traffic {
            requests: 100_000.0,
            duration: 0.12,
            response_kb: 40.0,
            log_kb: 1.0,
            cold_starts: 1.0,
            start: 2.0,
            stored_gb: 1.0,
            uploads: 1_000.0,
            downloads: 10_000.0,
            file_kb: 500.0,
            cache_gb: 1.0,
            idle_cache_gb: 0.0,
            cache_read_kb: 20.0,
            cache_write_kb: 2.0,
            database_gb: 0.5,
            database_hours: 100.0,
            query_kb: 20.0,
            jobs: 1_000.0,
            job_duration: 2.0,
            endpoint_gb: 0.1,
            flow_log_gb: 1.0,
            releases_gb: 1.0,
            tariff: Tariff::Launch,
        }
    }
}

/// A quantity that follows from the traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Requests.
    Requests,
    /// Requests as an HTTP API counts them: one for each 512 KB of a response.
    MeteredRequests,
    /// Seconds of the function that answers, with those of its starts.
    RequestSeconds,
    /// The same, where a start is a restored snapshot and takes no time of its own.
    RestoredSeconds,
    /// Starts of a function.
    Starts,
    /// GB of responses.
    Responses,
    /// GB of log of the function that answers.
    RequestLogs,
    /// Runs of a function of the program's own.
    Jobs,
    /// Seconds of them.
    JobSeconds,
    /// GB of log of them.
    JobLogs,
    /// GB of uploaded files.
    Stored,
    /// Files uploaded.
    Uploads,
    /// Files downloaded.
    Downloads,
    /// GB of files downloaded.
    Downloaded,
    /// GB in the cache.
    Cache,
    /// GB of the cache in cheaper storage.
    IdleCache,
    /// GB read from the cache.
    CacheReads,
    /// GB written into the cache.
    CacheWrites,
    /// GB in a database.
    Database,
    /// Hours that a database is awake.
    DatabaseHours,
    /// GB between function and database.
    Queries,
    /// GB through interface endpoints.
    Endpoints,
    /// GB of flow logs.
    FlowLogs,
    /// GB of releases.
    Releases,
    /// The month itself: what runs by the clock, whatever the traffic.
    Month,
}

const KB_OF_GB: f64 = 1024.0 * 1024.0;

/// Kilobytes that an HTTP API counts as one request. Source: "Amazon API Gateway pricing".
const METERED_KB: f64 = 512.0;

impl Of {
    /// How much of it a month has.
    pub fn quantity(self, traffic: &Traffic) -> f64 {
        let starts = traffic.requests * traffic.cold_starts / 100.0;
        match self {
            Of::Month => 1.0,
            Of::Requests => traffic.requests,
            Of::MeteredRequests => traffic.requests * (traffic.response_kb / METERED_KB).ceil().max(1.0),
            Of::RequestSeconds => traffic.requests * milliseconds(traffic.duration) + starts * traffic.start,
            Of::RestoredSeconds => traffic.requests * milliseconds(traffic.duration),
            Of::Starts => starts,
            Of::Responses => traffic.requests * traffic.response_kb / KB_OF_GB,
            Of::RequestLogs => traffic.requests * traffic.log_kb / KB_OF_GB,
            Of::Jobs => traffic.jobs,
            Of::JobSeconds => traffic.jobs * milliseconds(traffic.job_duration),
            Of::JobLogs => traffic.jobs * traffic.log_kb / KB_OF_GB,
            Of::Stored => traffic.stored_gb,
            Of::Uploads => traffic.uploads,
            Of::Downloads => traffic.downloads,
            Of::Downloaded => traffic.downloads * traffic.file_kb / KB_OF_GB,
            Of::Cache => (traffic.cache_gb - traffic.idle_cache_gb).max(0.0),
            Of::IdleCache => traffic.idle_cache_gb,
            Of::CacheReads => traffic.requests * traffic.cache_read_kb / KB_OF_GB,
            Of::CacheWrites => traffic.requests * traffic.cache_write_kb / KB_OF_GB,
            Of::Database => traffic.database_gb,
            Of::DatabaseHours => traffic.database_hours,
            Of::Queries => traffic.requests * traffic.query_kb / KB_OF_GB,
            Of::Endpoints => traffic.endpoint_gb,
            Of::FlowLogs => traffic.flow_log_gb,
            Of::Releases => traffic.releases_gb,
        }
    }
}

/// Lambda bills whole milliseconds. The millionth keeps 0.12 s, which a float cannot hold exactly, from becoming 121 ms.
fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0 - 1e-6).ceil().max(0.0) / 1000.0
}

/// CloudWatch bills stored logs compressed, to about this share. Source: the examples of "Amazon CloudWatch pricing".
const COMPRESSED: f64 = 0.15;

/// GB-months of storage for each GB a month of a log that is kept for so many days, once it has run that long.
pub fn kept_log(days: u32) -> f64 {
    f64::from(days) / (HOURS / 24.0) * COMPRESSED
}

/// What an item uses of a price for the traffic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Use {
    /// The price.
    pub price: &'static Price,
    /// The quantity that it grows with.
    pub of: Of,
    /// Units for each of that quantity: GB of memory for a second.
    pub each: f64,
    /// The item, for display: `lambda worker`.
    pub item: String,
    /// Where.
    pub at: At,
    /// Only on this plan.
    pub tariff: Option<Tariff>,
}

/// Traffic that leaves the functions for the internet: through a NAT where the stage has one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outward {
    /// How much.
    pub of: Of,
    /// The item, for display.
    pub item: String,
    /// Where.
    pub at: At,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn quantities_by_hand() {
        let traffic = Traffic { requests: 1000.0, duration: 0.12, cold_starts: 1.0, start: 2.0, response_kb: 1024.0, ..Traffic::default() };
        assert!(near(Of::RequestSeconds.quantity(&traffic), 120.0 + 20.0));
        assert!(near(Of::RestoredSeconds.quantity(&traffic), 120.0));
        assert!(near(Of::MeteredRequests.quantity(&traffic), 2000.0));
        assert!(near(Of::Responses.quantity(&traffic), 1000.0 / 1024.0));
    }

    #[test]
    fn a_started_millisecond_is_billed() {
        assert!(near(milliseconds(0.12), 0.12));
        assert!(near(milliseconds(0.1201), 0.121));
        assert!(near(milliseconds(0.0), 0.0));
    }

    #[test]
    fn an_empty_response_is_a_request() {
        let traffic = Traffic { response_kb: 0.0, ..Traffic::default() };
        assert!(near(Of::MeteredRequests.quantity(&traffic), 100_000.0));
    }
}
