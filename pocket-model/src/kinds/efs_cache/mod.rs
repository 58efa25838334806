//! `efs_cache;`

mod messages;
mod synth;

use super::{Kind, StageView};
use crate::contract::Cache;
use crate::cost::{Of, prices};
use crate::diag::Sink;
use crate::graph::{Component, Facts, Mount, Network, Synth, Want};
use crate::messages::Page;
use crate::network::Side;
use crate::schema::words;
use crate::template::attribute;
use crate::units::Seconds;

words! {
    /// How the file system shares its throughput.
    Throughput {
        /// Paid by use; nothing while idle.
        Elastic = "elastic",
        /// Grows with what is stored.
        Bursting = "bursting",
    }
}

kind! {
    /// Django's cache on a file system that all functions of the stage share (EFS). It brings a VPC when the stage has none, with a single NAT gateway
    /// if something in the stage needs the internet (Neon does). On the embedded cloud it is a folder.
    "efs_cache" => EfsCache { place: Stage, label: None }
    /// How throughput is paid.
    throughput: Throughput = Throughput::Elastic;
    /// Files nobody read for this long move to cheaper storage. AWS takes 1, 7, 14, 30, 60, 90, 180, 270 or 365 days.
    archive_after: Seconds => [1d, 24h, 14d, 365d];
}

/// Source: EFS API Reference, `LifecyclePolicy`, `TransitionToIA`.
const ARCHIVE_DAYS: &[u32] = &[1, 7, 14, 30, 60, 90, 180, 270, 365];

/// The component that its mount targets are.
const CACHE: &str = "cache";

/// Source: EFS User Guide, "Using VPC security groups".
const NFS: u16 = 2049;

impl EfsCache {
    fn archive_days(&self) -> Option<u32> {
        self.archive_after.known().map(|time| time.0 / 86_400)
    }
}

impl EfsCache {
    fn costs(&self, facts: &mut Facts) {
        let at = self.head.at;
        facts.uses("efs_cache", at, &[(&prices::EFS_GB_MONTH, Of::Cache, 1.0)]);
        let elastic = self.throughput.known() == Some(&Throughput::Elastic);
        let idle = match self.archive_after.known() {
            // Idle files stay where they are.
            None => &prices::EFS_GB_MONTH,
            Some(_) if elastic => &prices::EFS_IA_ELASTIC_GB_MONTH,
            Some(_) => &prices::EFS_IA_GB_MONTH,
        };
        facts.uses("efs_cache", at, &[(idle, Of::IdleCache, 1.0)]);
        if elastic {
            facts.uses("efs_cache", at, &[(&prices::EFS_READ_GB, Of::CacheReads, 1.0), (&prices::EFS_WRITE_GB, Of::CacheWrites, 1.0)]);
        }
    }
}

impl Kind for EfsCache {
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        if let Some(time) = self.archive_after.known() {
            let days = f64::from(time.0) / 86_400.0;
            if !ARCHIVE_DAYS.iter().any(|known| f64::from(*known) == days) {
                let near = ARCHIVE_DAYS.iter().min_by_key(|known| (f64::from(**known) - days).abs() as u64).copied().unwrap_or(30);
                let known: Vec<String> = ARCHIVE_DAYS.iter().map(u32::to_string).collect();
                sink.push(messages::archive_days(self.archive_after.at, days, known.join(", "), near));
            }
        }
    }

    fn declare(&self, facts: &mut Facts) {
        facts.need(Want::Network, "efs_cache", self.head.at);
        facts.places.cache = Some(("efs_cache", self.head.at));
        facts.caches.insert("default".into(), Cache::Files { location: "${Files}/cache".into() });
        let zones = facts.network.as_ref().map_or(0, Network::zones);
        let targets: Vec<String> = (1..=zones).map(synth::mount_target).collect();
        facts.mounts.push(Mount { access_point: attribute("CacheAccessPoint", "Arn"), depends_on: targets.clone() });
        facts.component(Component {
            name: CACHE,
            title: "the cache",
            resources: targets,
            one_a_zone: true,
            side: Side::Private,
            group: "CacheSecurityGroup",
            about: "NFS from the functions to the cache",
            opens: false,
            open_ports: Vec::new(),
            public: false,
            at: self.head.at,
        });
        facts.need(Want::Port { component: CACHE, port: NFS, every_zone: true }, "efs_cache", self.head.at);
        self.costs(facts);
        facts.grants.push(synth::grant());
        facts.capable("HasCache");
    }

    fn synth(&self, synth: &mut Synth<'_>) {
        synth::synth(self, synth);
    }
}
