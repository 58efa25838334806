//! AWS services that a VPC reaches by endpoints.

/// Services with an interface endpoint, by the last part of its name (`com.amazonaws.REGION.ssm`). Source: AWS PrivateLink Guide, "AWS services that
/// integrate with AWS PrivateLink", 2026-11.
pub const INTERFACE: &[&str] = &[
    "ssm",
    "secretsmanager",
    "logs",
    "sqs",
    "sns",
    "events",
    "lambda",
    "kms",
    "sts",
    "ecr.api",
    "ecr.dkr",
    "monitoring",
    "email-smtp",
    "rds",
    "elasticfilesystem",
    "ssmmessages",
    "ec2messages",
    "execute-api",
    "states",
    "kinesis-streams",
    "kinesis-firehose",
    "bedrock-runtime",
    "rekognition",
    "textract",
    "translate",
    "comprehend",
    "athena",
    "glue",
    "rds-data",
    "xray",
];

/// Reached through a gateway endpoint, which is free and which every VPC of pocket's has.
pub const GATEWAY: &str = "s3";

/// The service of that name.
pub fn find(name: &str) -> Option<&'static str> {
    INTERFACE.iter().copied().chain([GATEWAY]).find(|known| *known == name)
}

/// The service in a full endpoint name: `ssm` of `com.amazonaws.ap-northeast-1.ssm`.
pub fn of_full_name(name: &str) -> Option<&'static str> {
    let rest = name.strip_prefix("com.amazonaws.")?;
    find(rest.split_once('.').map_or(rest, |(_, service)| service))
}
