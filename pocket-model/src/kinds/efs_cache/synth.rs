//! The file system, a mount target a zone and an access point that maps every function to one user.

use super::{CACHE, EfsCache, Throughput};
use crate::graph::Synth;
use crate::policy::Statement;
use crate::template::{attribute, reference};
use serde_json::json;

/// The user and group that own the cache: any number but root's.
const OWNER: &str = "1000";

pub(super) fn synth(cache: &EfsCache, synth: &mut Synth<'_>) {
    let at = cache.head.at;
    let name = synth.facts.name("cache");
    let subnets = synth.private_subnets();
    if synth.vpc_id().is_none() {
        return;
    }
    let app = &mut synth.app;
    let mut properties = json!({
        "Encrypted": true,
        "PerformanceMode": "generalPurpose",
        "ThroughputMode": match *cache.throughput { Throughput::Elastic => "elastic", Throughput::Bursting => "bursting" },
        "BackupPolicy": { "Status": "DISABLED" },
        "FileSystemTags": [{ "Key": "Name", "Value": name }],
    });
    if let Some(days) = cache.archive_days() {
        let unit = if days == 1 { "DAY" } else { "DAYS" };
        properties["LifecyclePolicies"] = json!([{ "TransitionToIA": format!("AFTER_{days}_{unit}") }, { "TransitionToPrimaryStorageClass": "AFTER_1_ACCESS" }]);
    }
    app.resource("CacheFileSystem", "AWS::EFS::FileSystem", properties, at);
    // A cache may be lost: it goes with the stack.
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        app.attribute("CacheFileSystem", policy, json!("Delete"));
    }
    let Some(group) = synth.security_group(CACHE) else { return };
    let app = &mut synth.app;
    for (index, subnet) in subnets.into_iter().enumerate() {
        let target = json!({
            "FileSystemId": reference("CacheFileSystem"), "SubnetId": subnet, "SecurityGroups": [group],
        });
        app.resource(&mount_target(index + 1), "AWS::EFS::MountTarget", target, at);
    }
    let point = json!({
        "FileSystemId": reference("CacheFileSystem"),
        "PosixUser": { "Uid": OWNER, "Gid": OWNER },
        "RootDirectory": { "Path": "/files", "CreationInfo": { "OwnerUid": OWNER, "OwnerGid": OWNER, "Permissions": "0750" } },
        "AccessPointTags": [{ "Key": "Name", "Value": name }],
    });
    app.resource("CacheAccessPoint", "AWS::EFS::AccessPoint", point, at);
}

/// Logical id of the mount target in a zone, counted from one.
pub(super) fn mount_target(zone: usize) -> String {
    format!("CacheMountTarget{zone}")
}

/// Mounting through this access point, and nothing else of the file system.
pub(super) fn grant() -> Statement {
    Statement::allow(["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], vec![attribute("CacheFileSystem", "Arn")])
}
