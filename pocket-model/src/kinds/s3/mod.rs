//! `s3;`, `s3 { versioning; }`

mod messages;

use super::{Kind, StageView};
use crate::contract::Media;
use crate::cost::{Of, prices};
use crate::diag::Sink;
use crate::graph::{Facts, Want};
use crate::messages::Page;
use crate::names::BUCKET;
use crate::policy::Statement;
use crate::schema::Text;
use crate::synth::Holder;
use crate::template::sub;
use crate::units::{Days, Seconds};
use serde_json::json;

kind! {
    /// An S3 bucket for uploaded files: Django's default storage. It is private, and the site hands out signed links.
    "s3" => S3 { place: Stage, label: None }
    /// The bucket's name. Without it: project, stage, `media`, account and region, so that it is free everywhere.
    bucket: Text => ["shop-uploads", "0-1", "a123456789-123456789-123456789-123456789-123456789-123456789-ab"];
    /// Keeps old versions of files, so that an overwritten or deleted one can come back.
    versioning: bool = false;
    /// How long old versions are kept, with `versioning`.
    keep_versions: Days [Days(1), Days(3650)] = Days(30);
    /// How long a link to a file works: at most 7 days, as signatures do.
    link_lifetime: Seconds [Seconds(1), Seconds(604_800)] = Seconds(3600);
}

impl S3 {
    fn bucket(&self, facts: &Facts) -> String {
        self.bucket.known().cloned().unwrap_or_else(|| format!("{}-${{Account}}-${{Region}}", facts.name("media")))
    }
}

/// A link dies with the credentials that signed it, and those of a function's role live twelve hours at most. Source: IAM User Guide, "Update the maximum
/// session duration for a role"; Amazon S3 User Guide, "Download and upload objects with presigned URLs", 2026-11.
const CREDENTIALS: Seconds = Seconds(12 * 3600);

/// How no bucket's name may begin or end. Source: Amazon S3 User Guide, "General purpose bucket naming rules", 2026-11.
const RESERVED_ENDS: &[&str] = &["-s3alias", "--ol-s3", "--x-s3", "--table-s3"];

/// The folder of uploaded files in the bucket.
const PREFIX: &str = "media";

impl Kind for S3 {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        if let Some(name) = self.bucket.known() {
            bucket_name(name, &self.bucket, sink);
        }
        if self.keep_versions.written && self.versioning.known() == Some(&false) {
            sink.push(messages::no_versions(self.keep_versions.at));
        }
        if let Some(lifetime) = self.link_lifetime.known()
            && *lifetime > CREDENTIALS
        {
            sink.push(messages::link_outlives_credentials(self.link_lifetime.at, lifetime));
        }
    }

    fn declare(&self, facts: &mut Facts) {
        let bucket = self.bucket(facts);
        match self.bucket.known() {
            // Its own rule says what is wrong with a name that was written.
            Some(name) if name.len() > BUCKET.limit => {}
            Some(_) => facts.named(&BUCKET, &bucket, self.bucket.at),
            None => facts.named(&BUCKET, &bucket, self.head.at),
        }
        let versioning = self.versioning.known() == Some(&true);
        facts.holders.push(Holder {
            driver: "s3",
            name: bucket.clone(),
            item: "s3".into(),
            at: self.head.at,
            data: true,
            spec: json!({
                "purpose": "media", "versioning": versioning,
                "noncurrent_days": versioning.then(|| self.keep_versions.known().map(|days| days.0)).flatten(),
            }),
        });
        let arn = bucket.replace("${Account}", "${AWS::AccountId}").replace("${Region}", "${AWS::Region}");
        facts.grants.push(Statement::allow(
            ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            vec![sub(format!("arn:${{AWS::Partition}}:s3:::{arn}/{PREFIX}/*"))],
        ));
        facts.grants.push(Statement::allow(["s3:ListBucket"], vec![sub(format!("arn:${{AWS::Partition}}:s3:::{arn}"))]));
        let signed_url_seconds = self.link_lifetime.known().map_or(3600, |lifetime| lifetime.0);
        facts.places.media = Some(("s3", self.head.at));
        facts.media = Some(Media { bucket, prefix: PREFIX.into(), signed_url_seconds });
        facts.need(Want::Service("s3"), "s3", self.head.at);
        facts.uses(
            "s3",
            self.head.at,
            &[
                (&prices::S3_GB_MONTH, Of::Stored, 1.0),
                (&prices::S3_PUT, Of::Uploads, 1.0),
                (&prices::S3_GET, Of::Downloads, 1.0),
                (&prices::TRANSFER_OUT_GB, Of::Downloaded, 1.0),
            ],
        );
        facts.package("django-storages[s3]");
        facts.capable("HasMedia");
    }
}

/// Source: Amazon S3 User Guide, "General purpose bucket naming rules".
fn bucket_name(name: &str, field: &crate::schema::Field<Text>, sink: &mut Sink) {
    let alphabet = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if name.contains('.') {
        sink.push(messages::bucket_dots(field.at, name, name.replace('.', "-")));
    } else if !(3..=63).contains(&name.len()) || !name.chars().all(alphabet) || !name.starts_with(edge) || !name.ends_with(edge) {
        let better: String = name.to_lowercase().chars().map(|c| if alphabet(c) { c } else { '-' }).take(63).collect();
        let better = better.trim_matches('-');
        let prefix = if better.len() < 3 { "my-" } else { "" };
        sink.push(messages::bucket_name(field.at, name, format!("{prefix}{better}")));
    } else if let Some(part) = BUCKET.reserved.iter().find(|start| name.starts_with(**start)) {
        sink.push(messages::bucket_reserved(field.at, name, part, name.trim_start_matches(*part).trim_matches('-')));
    } else if let Some(part) = RESERVED_ENDS.iter().find(|end| name.ends_with(**end)) {
        sink.push(messages::bucket_reserved(field.at, name, part, name.trim_end_matches(*part).trim_matches('-')));
    }
}
