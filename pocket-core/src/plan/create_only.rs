//! Which properties CloudFormation cannot change in place.

/// The table, sorted by type.
const TABLE: &str = include_str!("create_only.txt");

/// Types whose replacement or removal loses what a user stored in them.
const DATA: [&str; 14] = [
    "AWS::Backup::BackupVault",
    "AWS::DSQL::Cluster",
    "AWS::DynamoDB::Table",
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElastiCache::ServerlessCache",
    "AWS::KMS::Key",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
];

/// The create-only properties of a type; none for a type that the table lacks.
pub fn of(kind: &str) -> impl Iterator<Item = &'static str> {
    let row = TABLE.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (name, properties) = line.split_once(' ').unwrap_or((line, ""));
        (name == kind).then_some(properties)
    });
    row.unwrap_or_default().split_ascii_whitespace()
}

/// Whether changing the property at a dotted path replaces the resource: the path itself, a part of it, or the whole that it is part of.
pub fn replaces(kind: &str, path: &str) -> bool {
    of(kind).any(|fixed| path == fixed || within(path, fixed) || within(fixed, path))
}

fn within(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// Whether a resource of that type holds data. `DeletionPolicy: Delete`, written out, says that losing it is fine: a cache says so.
pub fn holds_data(kind: &str, deletion_policy: Option<&str>) -> bool {
    DATA.contains(&kind) && deletion_policy != Some("Delete")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_knows_the_common_types() {
        let types: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split(' ').next()).collect();
        assert!(types.is_sorted() && types.len() > 100);
        for (kind, path, expected) in [
            ("AWS::Lambda::Function", "FunctionName", true),
            ("AWS::Lambda::Function", "MemorySize", false),
            ("AWS::EFS::AccessPoint", "PosixUser.Uid", true),
            ("AWS::EC2::SecurityGroup", "GroupDescription", true),
            ("AWS::EC2::SecurityGroup", "GroupDescriptionX", false),
            ("AWS::EC2::VPCEndpoint", "DnsOptions", true),
            ("AWS::No::Such", "Name", false),
        ] {
            assert_eq!(replaces(kind, path), expected, "{kind} {path}");
        }
    }

    #[test]
    fn a_deletion_policy_written_out_says_that_the_data_may_go() {
        assert!(holds_data("AWS::EFS::FileSystem", None));
        assert!(!holds_data("AWS::EFS::FileSystem", Some("Delete")));
        assert!(!holds_data("AWS::Lambda::Function", None));
    }
}
