//! What is older than the releases that are kept goes.

use super::record::{self, Record};
use super::{Trial, image_repository, layer_name, static_files, switch};
use crate::Result;
use crate::drivers::{artifacts, ecr, lambda};
use std::collections::BTreeSet;

impl Trial<'_> {
    /// Drops what is older than the releases that are kept. Nothing depends on it, so it fails quietly.
    pub(super) async fn tidy(&self) {
        if let Err(error) = self.try_tidy().await {
            self.cx.ui.verbose(format!("older releases stay: {error}"));
        }
    }

    async fn try_tidy(&self) -> Result {
        let aws = &self.cx.aws;
        let keep = self.synthesis.releases.keep;
        let records = record::all(aws, self.bucket).await?;
        let (old, kept) = split(&records, keep);
        let (mut used, mut layers) = (Vec::new(), Vec::new());
        for function in &self.synthesis.functions {
            let versions: BTreeSet<&str> =
                kept.iter().filter_map(|record| record.versions.get(&function.name)).map(String::as_str).collect();
            // Those that an alias points to stay too: also a release older than these, after a `rollback`.
            lambda::delete_versions(aws, &function.name, |number| versions.contains(number.to_string().as_str())).await?;
            for version in lambda::versions(aws, &function.name).await? {
                used.extend(hashes(&version.description).map(String::from));
                layers.extend(version.layers);
            }
        }
        match image_repository(self.synthesis) {
            Ok(repository) => {
                ecr::delete_old(aws, repository, 2 * keep, &used).await?;
            }
            Err(_) => {
                let keys: Vec<String> = used.iter().map(|sha256| artifacts::key(sha256, "zip")).collect();
                artifacts::delete_old(aws, self.bucket, "artifacts/", 2 * keep, &keys).await?;
                lambda::delete_old_layers(aws, &layer_name(self.synthesis), keep, &layers).await?;
            }
        }
        // After what they name: a tidying that broke off finds it by them again.
        let aliases = switch::aliases(aws, self.synthesis).await?;
        let serves = |function: &str, version: &str| aliases.get(function).is_some_and(|routing| routing.version == version);
        for record in old {
            if !record.versions.iter().any(|(function, version)| serves(function, version)) {
                record::delete(aws, self.bucket, record.number).await?;
            }
        }
        static_files::tidy(self.cx, self.bucket).await
    }
}

/// The releases that go, and those that stay: the newest `keep`. One that failed goes with the releases around it.
fn split(records: &[Record], keep: usize) -> (&[Record], &[Record]) {
    let able: Vec<usize> = records.iter().enumerate().filter(|(_, record)| record.can_serve()).map(|(index, _)| index).collect();
    let first = able.len().checked_sub(keep).map_or(0, |drop| able.get(drop).copied().unwrap_or(records.len()));
    records.split_at(first)
}

/// The digests in what a version says of itself.
fn hashes(description: &str) -> impl Iterator<Item = &str> {
    description.split_whitespace().filter_map(|part| part.strip_prefix("code=").or_else(|| part.strip_prefix("dependencies=")))
}

#[cfg(test)]
mod tests {
    use super::{Record, split};
    use std::collections::BTreeMap;

    #[test]
    fn the_newest_stay_with_what_failed_after_them() {
        let able = |number| Record { number, versions: BTreeMap::from([("web".into(), number.to_string())]), ..Record::default() };
        let failed = |number| Record { number, failed: Some("start".into()), ..Record::default() };
        let records = [able(1), failed(2), able(3), failed(4), able(5)];
        let numbers = |keep| split(&records, keep).1.iter().map(|record| record.number).collect::<Vec<_>>();
        assert_eq!(numbers(2), [3, 4, 5]);
        assert_eq!(numbers(1), [5]);
        assert_eq!(numbers(10), [1, 2, 3, 4, 5]);
    }
}
