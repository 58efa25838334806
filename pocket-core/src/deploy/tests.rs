//! Stack operations against a scripted CloudFormation: what an emulator never does, such as rolling back slowly or getting stuck.

use super::change_set::{Desired, Source, apply, delete, settle};
use super::stacks::{State, describe};
use crate::Error;
use crate::ui::{Level, Printer, Step};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::config::{BehaviorVersion, Credentials, Region};
use pocket_model::ast::At;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// Status and body, in order; the last one stays.
type Answers = VecDeque<(u16, String)>;

/// Answers by action.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<HashMap<String, Answers>>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Script {
    fn on<const N: usize>(self, action: &str, results: [String; N]) -> Self {
        let answers = results.map(|result| match result.strip_prefix("error ") {
            Some(message) => {
                (400, format!("<ErrorResponse><Error><Code>ValidationError</Code><Message>{message}</Message></Error><RequestId>r</RequestId></ErrorResponse>"))
            }
            None => (200, format!("<{action}Response><{action}Result>{result}</{action}Result></{action}Response>")),
        });
        self.answers.lock().expect("answers").insert(action.into(), answers.into());
        self
    }

    async fn start(self) -> (MockServer, Client, Script) {
        let server = MockServer::start().await;
        Mock::given(wiremock::matchers::any()).respond_with(self.clone()).mount(&server).await;
        let config = aws_sdk_cloudformation::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("eu-west-1"))
            .credentials_provider(Credentials::new("test", "test", None, None, "test"))
            .endpoint_url(server.uri())
            .http_client(crate::aws::Http::new())
            .build();
        (server, Client::from_conf(config), self)
    }

    fn called(&self, action: &str) -> usize {
        self.calls.lock().expect("calls").iter().filter(|call| *call == action).count()
    }
}

impl Respond for Script {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let action = body.split('&').find_map(|pair| pair.strip_prefix("Action=")).unwrap_or_default().to_owned();
        self.calls.lock().expect("calls").push(action.clone());
        let mut answers = self.answers.lock().expect("answers");
        let Some(queue) = answers.get_mut(&action) else {
            return ResponseTemplate::new(200).set_body_string(format!("<{action}Response/>"));
        };
        let (status, text) = if queue.len() > 1 { queue.pop_front() } else { queue.front().cloned() }.expect("an answer");
        ResponseTemplate::new(status).set_body_raw(text, "text/xml")
    }
}

fn stack(status: &str) -> String {
    format!(
        "<Stacks><member><StackName>shop-dev</StackName><StackId>arn:shop-dev</StackId><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>{status}</StackStatus>\
         <Tags><member><Key>pocket:project</Key><Value>shop</Value></member><member><Key>pocket:stage</Key><Value>dev</Value></member></Tags>\
         <Outputs><member><OutputKey>Url</OutputKey><OutputValue>https://x</OutputValue></member></Outputs></member></Stacks>"
    )
}

/// Newest first, as CloudFormation answers.
fn events(list: &[(&str, &str, &str, &str)]) -> String {
    let members: String = list
        .iter()
        .enumerate()
        .map(|(index, (id, kind, status, reason))| {
            let number = list.len() - index;
            format!(
                "<member><EventId>e{number}</EventId><StackId>arn:shop-dev</StackId><StackName>shop-dev</StackName><LogicalResourceId>{id}</LogicalResourceId>\
                 <ResourceType>{kind}</ResourceType><Timestamp>2026-01-01T00:00:00Z</Timestamp><ResourceStatus>{status}</ResourceStatus>\
                 <ResourceStatusReason>{reason}</ResourceStatusReason></member>"
            )
        })
        .collect();
    format!("<StackEvents>{members}</StackEvents>")
}

const STACK: &str = "AWS::CloudFormation::Stack";
const BEGUN: (&str, &str, &str, &str) = ("shop-dev", STACK, "UPDATE_IN_PROGRESS", "User Initiated");
const OLD: (&str, &str, &str, &str) = ("shop-dev", STACK, "CREATE_COMPLETE", "");

fn change_set(status: &str, reason: &str) -> String {
    format!("<ChangeSetName>pocket-1</ChangeSetName><Status>{status}</Status><StatusReason>{reason}</StatusReason>")
}

fn desired() -> Desired {
    Desired {
        name: "shop-dev".into(),
        source: Source::Body("{}".into()),
        parameters: BTreeMap::new(),
        project: "shop".into(),
        stage: "dev".into(),
        at: "main.rs:2:5".into(),
        places: BTreeMap::from([("WebFunction".to_owned(), At(7))]),
    }
}

fn step() -> Step {
    Printer::new(Level::Quiet).step("stacks")
}

fn told(error: &Error) -> String {
    format!("{} | {}", error.message, error.hints.join(" | "))
}

#[tokio::test]
async fn an_update_is_waited_for_through_its_states() {
    let script = Script::default()
        .on("CreateChangeSet", ["<Id>cs</Id>".into()])
        .on(
            "DescribeChangeSet",
            [change_set("CREATE_PENDING", ""), change_set("CREATE_IN_PROGRESS", ""), change_set("CREATE_COMPLETE", "")],
        )
        .on(
            "DescribeStacks",
            [
                stack("CREATE_COMPLETE"),
                stack("CREATE_COMPLETE"),
                stack("UPDATE_IN_PROGRESS"),
                stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
                stack("UPDATE_COMPLETE"),
            ],
        )
        .on("DescribeStackEvents", [events(&[OLD]), events(&[OLD]), events(&[BEGUN, OLD])]);
    let (_server, client, script) = script.start().await;
    let before = describe(&client, "shop-dev").await.expect("a stack").expect("it exists");
    assert_eq!((before.state(), before.belongs_to("shop", "dev"), before.belongs_to("shop", "prod")), (State::Ready, true, false));
    let (done, changed) = apply(&client, &desired(), Some(&before), &step()).await.expect("an update");
    assert_eq!((done.outputs["Url"].as_str(), changed), ("https://x", true));
    assert_eq!(script.called("ExecuteChangeSet"), 1);
}

#[tokio::test]
async fn a_change_set_without_changes_is_deleted_in_all_its_forms() {
    for reason in [
        "The submitted information didn't contain changes. Submit different information to create a change set.",
        "No updates are to be performed.",
    ] {
        let script = Script::default()
            .on("CreateChangeSet", ["<Id>cs</Id>".into()])
            .on("DescribeChangeSet", [change_set("FAILED", reason)])
            .on("DescribeStacks", [stack("UPDATE_COMPLETE")]);
        let (_server, client, script) = script.start().await;
        let before = describe(&client, "shop-dev").await.expect("a stack");
        let (_, changed) = apply(&client, &desired(), before.as_ref(), &step()).await.expect("nothing");
        assert!(!changed);
        assert_eq!((script.called("DeleteChangeSet"), script.called("ExecuteChangeSet")), (1, 0));
    }
    let script = Script::default()
        .on("CreateChangeSet", ["error No updates are to be performed.".into()])
        .on("DescribeStacks", [stack("UPDATE_COMPLETE")]);
    let (_server, client, _) = script.start().await;
    let before = describe(&client, "shop-dev").await.expect("a stack");
    assert!(!apply(&client, &desired(), before.as_ref(), &step()).await.expect("nothing").1);
}

#[tokio::test]
async fn a_refused_template_says_why() {
    let script = Script::default()
        .on("CreateChangeSet", ["<Id>cs</Id>".into()])
        .on("DescribeChangeSet", [change_set("FAILED", "Template error: no such type")]);
    let (_server, client, script) = script.start().await;
    let error = apply(&client, &desired(), None, &step()).await.expect_err("a refusal");
    assert!(told(&error).contains("refuses the template of stack `shop-dev`: Template error: no such type"), "{}", told(&error));
    assert_eq!(script.called("DeleteChangeSet"), 1);
}

#[tokio::test]
async fn an_update_that_was_undone_is_a_failure_with_its_first_cause_and_place() {
    let after = events(&[
        ("shop-dev", STACK, "UPDATE_ROLLBACK_COMPLETE", ""),
        ("shop-dev", STACK, "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to update: [WebFunction]."),
        ("ManageFunction", "AWS::Lambda::Function", "UPDATE_FAILED", "Resource update cancelled"),
        ("WebFunction", "AWS::Lambda::Function", "UPDATE_FAILED", "MemorySize 99999 is too much."),
        ("shop-dev", STACK, "UPDATE_IN_PROGRESS", "User Initiated"),
        OLD,
    ]);
    let script = Script::default()
        .on("CreateChangeSet", ["<Id>cs</Id>".into()])
        .on("DescribeChangeSet", [change_set("CREATE_COMPLETE", "")])
        .on("DescribeStacks", [stack("CREATE_COMPLETE"), stack("UPDATE_ROLLBACK_IN_PROGRESS"), stack("UPDATE_ROLLBACK_COMPLETE")])
        .on("DescribeStackEvents", [events(&[OLD]), after]);
    let (_server, client, _) = script.start().await;
    let before = describe(&client, "shop-dev").await.expect("a stack");
    let error = apply(&client, &desired(), before.as_ref(), &step()).await.expect_err("a failure");
    assert_eq!(error.message, "stack `shop-dev`: WebFunction (AWS::Lambda::Function) failed: MemorySize 99999 is too much");
    assert_eq!(error.at, Some(At(7)));
    assert!(told(&error).contains("the site serves as it did"), "{}", told(&error));
}

#[tokio::test]
async fn an_update_that_cannot_be_undone_says_what_to_type() {
    let script = Script::default()
        .on("CreateChangeSet", ["<Id>cs</Id>".into()])
        .on("DescribeChangeSet", [change_set("CREATE_COMPLETE", "")])
        .on("DescribeStacks", [stack("CREATE_COMPLETE"), stack("UPDATE_ROLLBACK_FAILED")])
        .on("DescribeStackEvents", [events(&[OLD]), events(&[BEGUN, OLD])]);
    let (_server, client, _) = script.start().await;
    let before = describe(&client, "shop-dev").await.expect("a stack");
    let error = apply(&client, &desired(), before.as_ref(), &step()).await.expect_err("a failure");
    assert!(told(&error).contains("aws cloudformation continue-update-rollback --stack-name shop-dev"), "{}", told(&error));
    let stuck = describe(&client, "shop-dev").await.expect("a stack").expect("it exists");
    assert_eq!(stuck.state(), State::Stuck);
}

#[tokio::test]
async fn a_failed_creation_says_that_the_next_deploy_mends_it() {
    let after = events(&[
        ("shop-dev", STACK, "ROLLBACK_COMPLETE", ""),
        ("Api", "AWS::ApiGatewayV2::Api", "CREATE_FAILED", "quota"),
        ("shop-dev", STACK, "CREATE_IN_PROGRESS", "User Initiated"),
        ("shop-dev", STACK, "REVIEW_IN_PROGRESS", "User Initiated"),
    ]);
    let before = events(&[("shop-dev", STACK, "REVIEW_IN_PROGRESS", "User Initiated")]);
    let script = Script::default()
        .on("CreateChangeSet", ["<Id>cs</Id>".into()])
        .on("DescribeChangeSet", [change_set("CREATE_COMPLETE", "")])
        .on("DescribeStacks", [stack("CREATE_IN_PROGRESS"), stack("ROLLBACK_IN_PROGRESS"), stack("ROLLBACK_COMPLETE")])
        .on("DescribeStackEvents", [before, after]);
    let (_server, client, _) = script.start().await;
    let error = apply(&client, &desired(), None, &step()).await.expect_err("a failure");
    assert!(told(&error).contains("Api (AWS::ApiGatewayV2::Api) failed: quota | mend it and run deploy again"), "{}", told(&error));
    let left = describe(&client, "shop-dev").await.expect("a stack").expect("it exists");
    assert_eq!(left.state(), State::Leftover);
}

#[tokio::test]
async fn a_running_operation_is_waited_for_and_a_blocked_deletion_names_what_blocks() {
    let script = Script::default()
        .on("DescribeStacks", [stack("UPDATE_IN_PROGRESS"), stack("UPDATE_COMPLETE")])
        .on("DescribeStackEvents", [events(&[("shop-dev", STACK, "UPDATE_IN_PROGRESS", "User Initiated"), OLD])]);
    let (_server, client, _) = script.start().await;
    let settled = settle(&client, "shop-dev", &step()).await.expect("it settles").expect("it exists");
    assert_eq!(settled.status, "UPDATE_COMPLETE");

    let blocked = events(&[
        ("Subnet", "AWS::EC2::Subnet", "DELETE_FAILED", "has dependencies"),
        ("shop-dev", STACK, "DELETE_IN_PROGRESS", "User Initiated"),
        OLD,
    ]);
    let script = Script::default()
        .on("DescribeStacks", [stack("DELETE_IN_PROGRESS"), stack("DELETE_FAILED")])
        .on("DescribeStackEvents", [events(&[OLD]), blocked]);
    let (_server, client, _) = script.start().await;
    let error = delete(&client, &settled, &step()).await.expect_err("blocked");
    assert!(error.detail.as_deref().is_some_and(|detail| detail.contains("Subnet") && detail.contains("has dependencies")), "{error:?}");

    let gone = Script::default()
        .on("DescribeStacks", [stack("DELETE_IN_PROGRESS"), "error Stack with id shop-dev does not exist".into()])
        .on("DescribeStackEvents", [events(&[OLD])]);
    let (_server, client, _) = gone.start().await;
    delete(&client, &settled, &step()).await.expect("it is deleted");
}
