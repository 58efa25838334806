//! What is older than the releases that are kept goes.

use super::{KEEP, Release, image_repository, layer_name, static_files};
use crate::drivers::{artifacts, ecr, lambda};

impl Release<'_> {
    /// Drops what is older than the releases that are kept. Nothing depends on it, so it fails quietly.
    pub(super) async fn tidy(&self) {
        let (aws, ui) = (&self.cx.aws, &self.cx.ui);
        let mut used = Vec::new();
        for function in &self.synthesis.functions {
            if let Err(error) = lambda::delete_old_versions(aws, &function.name, KEEP).await {
                ui.verbose(format!("old versions of {} stay: {error}", function.name));
            }
            if let Ok(versions) = lambda::versions(aws, &function.name).await {
                used.extend(versions.into_iter().flat_map(|version| hashes(&version.description)));
            }
        }
        used.sort();
        used.dedup();
        if let Ok(name) = image_repository(self.synthesis) {
            if let Err(error) = ecr::delete_old(aws, name, 2 * KEEP, &used).await {
                ui.verbose(format!("old images stay: {error}"));
            }
            return;
        }
        let keys: Vec<String> = used.iter().map(|sha256| artifacts::key(sha256, "zip")).collect();
        if let Err(error) = artifacts::delete_old(aws, self.bucket, "artifacts/", 2 * KEEP, &keys).await {
            ui.verbose(format!("old artifacts stay: {error}"));
        }
        if let Err(error) = static_files::tidy(self.cx, self.bucket).await {
            ui.verbose(format!("old static files stay: {error}"));
        }
        if let Err(error) = lambda::delete_old_layers(aws, &layer_name(self.synthesis), KEEP, &[]).await {
            ui.verbose(format!("old layers stay: {error}"));
        }
    }
}

/// The digests in a version's record.
fn hashes(record: &str) -> Vec<String> {
    record
        .split_whitespace()
        .filter_map(|part| part.strip_prefix("code=").or_else(|| part.strip_prefix("dependencies=")))
        .map(String::from)
        .collect()
}
