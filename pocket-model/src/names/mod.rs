//! Names: logical ids in one place, because they are a public contract (changing one replaces the resource), and physical names with what AWS says of them.

mod messages;
mod rules;

pub(crate) use messages::PAGES;
pub(crate) use rules::{same_logical_id, same_name, whole};

use crate::messages::Wording;

/// What AWS says of the names of one kind of thing.
#[derive(Debug)]
pub struct Service {
    what: [&'static str; 3],
    /// Most characters.
    pub limit: usize,
    /// How no name may begin, in any case.
    pub reserved: &'static [&'static str],
    /// One set of names for all accounts and regions.
    pub global: bool,
}

impl Service {
    const fn new(what: [&'static str; 3], limit: usize) -> Self {
        Service { what, limit, reserved: &[], global: false }
    }

    /// What it is called: `S3 bucket`.
    pub fn what(&self) -> Wording {
        Wording::new(self.what.map(String::from))
    }
}

/// Source: Amazon S3 User Guide, "General purpose bucket naming rules", 2026-11.
pub static BUCKET: Service =
    Service {
        what: ["S3 bucket", "S3 バケット", "S3 버킷"], limit: 63, reserved: &["xn--", "sthree-", "amzn-s3-demo-"], global: true
    };
/// As [`BUCKET`], for the bucket that each stage has.
pub static DEPLOY_BUCKET: Service =
    Service { what: ["S3 bucket for deploys", "デプロイ用の S3 バケット", "배포용 S3 버킷"], ..BUCKET };
/// Source: Lambda API Reference, `CreateFunction`, `FunctionName`, 2026-11.
pub static FUNCTION: Service = Service::new(["Lambda function", "Lambda 関数", "Lambda 함수"], 64);
/// Source: Lambda API Reference, `PublishLayerVersion`, `LayerName`, 2026-11.
pub static LAYER: Service = Service::new(["Lambda layer", "Lambda レイヤー", "Lambda 계층"], 140);
/// Source: CloudWatch Logs API Reference, `CreateLogGroup`, `logGroupName`, 2026-11.
pub static LOG_GROUP: Service = Service::new(["log group", "ロググループ", "로그 그룹"], 512);
/// Source: API Gateway V2 API Reference, `Apis`, `name`, 2026-11.
pub static API: Service = Service::new(["HTTP API", "HTTP API", "HTTP API"], 128);
/// Source: CloudFormation API Reference, `CreateStack`, `StackName`, 2026-11.
pub static STACK: Service = Service::new(["CloudFormation stack", "CloudFormation スタック", "CloudFormation 스택"], 128);
/// Source: EventBridge Scheduler API Reference, `CreateSchedule`, `Name`, 2026-11.
pub static SCHEDULE: Service = Service::new(["EventBridge schedule", "EventBridge スケジュール", "EventBridge 일정"], 64);
/// 1,011 characters with the ARN before the name; the longest ARN has 49. Source: Systems Manager API Reference, `PutParameter`, `Name`, 2026-11.
pub static PARAMETER: Service =
    Service {
        what: ["SSM parameter", "SSM パラメータ", "SSM 파라미터"], limit: 1011 - 49, reserved: &["/aws", "/ssm"], global: false
    };
/// Source: Secrets Manager API Reference, `CreateSecret`, `Name`, 2026-11.
pub static SECRET: Service =
    Service::new(["secret in Secrets Manager", "Secrets Manager のシークレット", "Secrets Manager 보안 암호"], 512);

/// Source: Amazon ECR API Reference, `CreateRepository`, `repositoryName`, 2026-11.
pub static REPOSITORY: Service = Service::new(["ECR repository", "ECR リポジトリ", "ECR 리포지토리"], 256);

/// All of them, for the reference.
pub(crate) const ALL: [&Service; 10] = [&BUCKET, &FUNCTION, &LAYER, &REPOSITORY, &LOG_GROUP, &API, &STACK, &SCHEDULE, &PARAMETER, &SECRET];

/// The layer with the dependencies of a stage, which a deploy publishes.
pub fn layer(project: &str, stage: &str) -> String {
    format!("{project}-{stage}-dependencies")
}

/// The ECR repository of a stage with that prefix. ECR takes no two hyphens in a row, and none at an end.
/// Source: Amazon ECR API Reference, `CreateRepository`, `repositoryName`.
pub(crate) fn repository(prefix: &str) -> String {
    prefix.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// A label as a part of a logical id: letters and digits, each word with a capital. `send-mail` → `SendMail`.
pub fn logical(label: &str) -> String {
    label
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// A label as a part of a physical name: lower-case letters, digits and hyphens. `SEND_MAIL` → `send-mail`.
pub fn physical(label: &str) -> String {
    label.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// A text of the user's as a description that fits a limit of AWS's. CloudFormation looks for `${…}` and replaces `{{…}}` wherever they stand.
pub fn description(text: &str, limit: usize) -> String {
    shorten(text.replace("{{", "{ {").replace("${", "{"), limit)
}

/// A text that fits a limit of AWS's, counted in bytes; what was cut off shows as dots.
fn shorten(text: String, limit: usize) -> String {
    if text.len() <= limit {
        return text;
    }
    let mut end = limit - '…'.len_utf8();
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_in_dots_between_letters() {
        assert_eq!(shorten("short".into(), 10), "short");
        let cut = shorten("日本語の説明".into(), 10);
        assert!(cut.len() <= 10 && cut.ends_with('…'), "{cut}");
    }

    #[test]
    fn a_description_refers_to_nothing() {
        assert_eq!(description("${AWS::Region} and {{resolve:ssm:x}}", 100), "{AWS::Region} and { {resolve:ssm:x}}");
    }

    #[test]
    fn labels_become_parts_of_names() {
        assert_eq!(logical("send-mail"), "SendMail");
        assert_eq!(logical("SECRET_KEY"), "SECRETKEY");
        assert_eq!(physical("SEND_MAIL"), "send-mail");
        assert_eq!(repository("my--shop-dev-"), "my-shop-dev");
    }
}
