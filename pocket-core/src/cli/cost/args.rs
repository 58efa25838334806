//! The traffic of `cost`, as arguments: every number of `Traffic` is one, with its unit.

use clap::Args;
use pocket_model::cost::{Tariff, Traffic};

/// `cost`
#[derive(Debug, Args)]
pub struct CostArgs {
    /// HTTP requests a month, those for static files among them
    #[arg(long, value_name = "N", default_value = "100000", value_parser = count)]
    pub requests: f64,
    /// Time of the function for a request
    #[arg(long, value_name = "TIME", default_value = "120ms", value_parser = time)]
    pub duration: f64,
    /// Size of a response
    #[arg(long, value_name = "SIZE", default_value = "40kb", value_parser = kilobytes)]
    pub response: f64,
    /// Log that a request writes
    #[arg(long, value_name = "SIZE", default_value = "1kb", value_parser = kilobytes)]
    pub log: f64,
    /// Requests in a hundred that start a function
    #[arg(long, value_name = "PERCENT", default_value = "1", value_parser = percent)]
    pub cold_starts: f64,
    /// Time that such a start takes
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time)]
    pub start: f64,
    /// Uploaded files that are kept
    #[arg(long, value_name = "SIZE", default_value = "1gb", value_parser = gigabytes)]
    pub stored: f64,
    /// Files uploaded a month
    #[arg(long, value_name = "N", default_value = "1000", value_parser = count)]
    pub uploads: f64,
    /// Files downloaded a month from S3, past the function
    #[arg(long, value_name = "N", default_value = "10000", value_parser = count)]
    pub downloads: f64,
    /// Size of a file
    #[arg(long, value_name = "SIZE", default_value = "500kb", value_parser = kilobytes)]
    pub file: f64,
    /// Size of the cache
    #[arg(long, value_name = "SIZE", default_value = "1gb", value_parser = gigabytes)]
    pub cache: f64,
    /// Part of the cache that nobody reads
    #[arg(long, value_name = "SIZE", default_value = "0gb", value_parser = gigabytes)]
    pub idle_cache: f64,
    /// What a request reads from the cache
    #[arg(long, value_name = "SIZE", default_value = "20kb", value_parser = kilobytes)]
    pub cache_read: f64,
    /// What a request writes into the cache
    #[arg(long, value_name = "SIZE", default_value = "2kb", value_parser = kilobytes)]
    pub cache_write: f64,
    /// Size of each database
    #[arg(long, value_name = "SIZE", default_value = "512mb", value_parser = gigabytes)]
    pub database: f64,
    /// Hours a month that each database is awake
    #[arg(long, value_name = "N", default_value = "100", value_parser = count)]
    pub database_hours: f64,
    /// What a request exchanges with the database
    #[arg(long, value_name = "SIZE", default_value = "20kb", value_parser = kilobytes)]
    pub query: f64,
    /// Runs a month of each function of the program's own
    #[arg(long, value_name = "N", default_value = "1000", value_parser = count)]
    pub jobs: f64,
    /// Time of such a run
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time)]
    pub job_duration: f64,
    /// Traffic a month through the interface endpoints of a VPC
    #[arg(long, value_name = "SIZE", default_value = "0.1gb", value_parser = gigabytes)]
    pub endpoint: f64,
    /// Flow logs a month of a VPC that has them
    #[arg(long, value_name = "SIZE", default_value = "1gb", value_parser = gigabytes)]
    pub flow_log: f64,
    /// Size of the releases that are kept
    #[arg(long, value_name = "SIZE", default_value = "1gb", value_parser = gigabytes)]
    pub releases: f64,
    /// The plan at Neon: free, launch or scale
    #[arg(long, value_name = "PLAN", default_value = "launch", value_parser = plan)]
    pub neon_plan: Tariff,
    /// What a dollar is in another currency, for sums in it: JPY=155.2
    #[arg(long, value_name = "CODE=RATE", value_parser = currency)]
    pub rate: Vec<Currency>,
    /// Prints the prices of the book for the region, with their pages, instead of a bill
    #[arg(long)]
    pub prices: bool,
}

/// A currency and what a dollar is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Currency {
    /// ISO 4217: `JPY`.
    pub code: String,
    /// Units for a dollar.
    pub rate: f64,
}

impl CostArgs {
    /// The month that they describe.
    pub fn traffic(&self) -> Traffic {
        Traffic {
            requests: self.requests,
            duration: self.duration,
            response_kb: self.response,
            log_kb: self.log,
            cold_starts: self.cold_starts,
            start: self.start,
            stored_gb: self.stored,
            uploads: self.uploads,
            downloads: self.downloads,
            file_kb: self.file,
            cache_gb: self.cache,
            idle_cache_gb: self.idle_cache,
            cache_read_kb: self.cache_read,
            cache_write_kb: self.cache_write,
            database_gb: self.database,
            database_hours: self.database_hours,
            query_kb: self.query,
            jobs: self.jobs,
            job_duration: self.job_duration,
            endpoint_gb: self.endpoint,
            flow_log_gb: self.flow_log,
            releases_gb: self.releases,
            tariff: self.neon_plan,
        }
    }
}

/// A number that is no less than nought: `100000`, `100_000` or `1.5`.
fn count(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.replace(['_', ','], "").parse().ok();
    number.filter(|number| number.is_finite() && *number >= 0.0).ok_or_else(|| "a number such as 100000".into())
}

fn percent(text: &str) -> Result<f64, String> {
    let number = count(text.trim_end_matches('%'))?;
    if number <= 100.0 { Ok(number) } else { Err("0 to 100".into()) }
}

/// A number with one of these units, in the unit whose factor is 1.
fn quantity(text: &str, units: &[(&str, f64)], expects: &str) -> Result<f64, String> {
    let text = text.to_ascii_lowercase();
    // The first that fits: `kb` stands before `b`, and `ms` before `s`.
    let found = units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)));
    let (number, factor) = found.ok_or_else(|| format!("it needs a unit: {expects}"))?;
    count(number.trim_end()).map(|number| number * factor).map_err(|_| expects.to_string())
}

/// Seconds.
fn time(text: &str) -> Result<f64, String> {
    quantity(text, &[("ms", 1e-3), ("s", 1.0), ("m", 60.0)], "a time such as 120ms or 2s")
}

fn kilobytes(text: &str) -> Result<f64, String> {
    quantity(text, &[("kb", 1.0), ("mb", 1024.0), ("gb", 1024.0 * 1024.0), ("b", 1.0 / 1024.0)], "a size such as 40kb or 1mb")
}

fn gigabytes(text: &str) -> Result<f64, String> {
    quantity(text, &[("gb", 1.0), ("tb", 1024.0), ("mb", 1.0 / 1024.0), ("kb", 1.0 / 1024.0 / 1024.0)], "a size such as 500mb or 5gb")
}

fn plan(text: &str) -> Result<Tariff, String> {
    match text.to_ascii_lowercase().as_str() {
        "free" => Ok(Tariff::Free),
        "launch" => Ok(Tariff::Launch),
        "scale" => Ok(Tariff::Scale),
        _ => Err("Neon's plans are free, launch and scale".into()),
    }
}

fn currency(text: &str) -> Result<Currency, String> {
    let expects = || "write the currency and what a dollar is in it: JPY=155.2".to_string();
    let (code, rate) = text.split_once('=').ok_or_else(expects)?;
    let rate = count(rate.trim()).ok().filter(|rate| *rate > 0.0).ok_or_else(expects)?;
    let code = code.trim().to_ascii_uppercase();
    if code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()) { Ok(Currency { code, rate }) } else { Err(expects()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Alone {
        #[command(flatten)]
        args: CostArgs,
    }

    fn parsed(arguments: &[&str]) -> CostArgs {
        Alone::try_parse_from(["cost"].iter().chain(arguments)).expect("the arguments are good").args
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_defaults_are_those_of_the_model() {
        let (ours, model) = (parsed(&[]).traffic(), Traffic::default());
        assert_eq!(format!("{ours:?}"), format!("{model:?}"));
    }

    #[test]
    fn sizes_and_times() {
        let args = parsed(&["--response", "1.5MB", "--stored", "512mb", "--duration", "1m", "--start", "800ms", "--requests", "1_000,000"]);
        assert!(near(args.response, 1536.0) && near(args.stored, 0.5) && near(args.duration, 60.0) && near(args.start, 0.8));
        assert!(near(args.requests, 1e6));
        assert!(near(kilobytes("512b").expect("a size"), 0.5));
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        for (parser, bad) in [
            (time as fn(&str) -> Result<f64, String>, "120"),
            (time, "-1s"),
            (kilobytes, "40"),
            (kilobytes, "kb"),
            (gigabytes, "NaNgb"),
            (percent, "101"),
            (count, "inf"),
        ] {
            assert!(parser(bad).is_err(), "{bad} was taken");
        }
    }

    #[test]
    fn a_currency_has_a_code_and_a_rate() {
        assert_eq!(currency("jpy=155.2").expect("a rate").code, "JPY");
        for bad in ["JPY", "JPY=", "YEN3=1", "JPY=0", "JPY=-1"] {
            assert!(currency(bad).is_err(), "{bad} was taken");
        }
    }
}
