//! What a release does with functions: code, versions, alias, layers, logs.

use crate::drivers::{bucket, cx};
use crate::shared::clients;
use pocket_core::aws::Clients;
use pocket_core::drivers::lambda::{self, Code, Part};
use pocket_core::drivers::{self, Consent, Cx, artifacts, logs};
use pocket_core::ui::{Level, Printer};
use serde_json::json;
use std::io::Write;
use std::path::Path;

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

async fn part(aws: &Clients, cx: &Cx<'_>, bucket: &str, files: &[(&str, &str)]) -> Part {
    let bytes = zip(files);
    let sha256: String = ring::digest::digest(&ring::digest::SHA256, &bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let path = std::env::temp_dir().join(&sha256);
    std::fs::write(&path, &bytes).expect("written");
    let key = artifacts::key(&sha256, "zip");
    artifacts::upload(aws, &cx.ui.step("uploading"), bucket, &key, Path::new(&path)).await.expect("uploaded");
    std::fs::remove_file(&path).expect("removed");
    Part { bucket: bucket.into(), key, sha256 }
}

pub async fn code_and_alias_move() {
    let aws = clients().await;
    let consent = Consent { data: Some("shop-release".into()), ..Consent::default() };
    let cx = cx!(&aws, "release", &consent);
    let holder = bucket("shop-release-deploy-${Account}", json!({ "purpose": "deploy" }));
    let bucket = drivers::apply(&cx, &holder).await.expect("made").outputs["bucket"].clone();
    let function = "shop-release-web";
    let handler = |text: &str| {
        format!(
            "import lib\ndef handler(event, context):\n    print('hello log')\n    if event.get('fail'): raise ValueError('no')\n    return [lib.NAME, '{text}']\n"
        )
    };
    let _ = aws.lambda.delete_function().function_name(function).send().await;

    let layer = part(&aws, &cx, &bucket, &[("python/lib.py", "NAME = 'layer'\n")]).await;
    let arn = lambda::publish_layer(&aws, "shop-release-dependencies", &layer, "python3.12", "x86_64").await.expect("published");
    assert_eq!(lambda::publish_layer(&aws, "shop-release-dependencies", &layer, "python3.12", "x86_64").await.expect("known"), arn);

    let placeholder = aws_sdk_lambda::types::FunctionCode::builder().zip_file(aws_smithy_types::Blob::new(zip(&[("app.py", "")]))).build();
    let call =
        aws.lambda.create_function().function_name(function).runtime(aws_sdk_lambda::types::Runtime::Python312).handler("app.handler");
    let call = call.role("arn:aws:iam::000000000000:role/r").code(placeholder).layers(&arn);
    call.send().await.expect("created");

    let first = part(&aws, &cx, &bucket, &[("app.py", &handler("one"))]).await;
    assert!(lambda::update_code(&aws, function, &Code::Zip(first.clone())).await.expect("updated"));
    assert!(!lambda::update_code(&aws, function, &Code::Zip(first.clone())).await.expect("unchanged"));
    let one = lambda::publish_version(&aws, function, &first.sha256, "release 1").await.expect("published");
    assert_eq!(lambda::publish_version(&aws, function, &first.sha256, "release 1").await.expect("the same"), one);
    assert_eq!(lambda::alias(&aws, function, "live").await.expect("read"), None);
    assert_eq!(lambda::set_alias(&aws, function, "live", &one.to_string()).await.expect("made"), None);
    assert_eq!(lambda::set_alias(&aws, function, "live", &one.to_string()).await.expect("same"), Some(one.to_string()));

    let second = part(&aws, &cx, &bucket, &[("app.py", &handler("two"))]).await;
    assert!(lambda::update_code(&aws, function, &Code::Zip(second.clone())).await.expect("updated"));
    assert!(lambda::publish_version(&aws, function, &first.sha256, "wrong code").await.is_err());
    let two = lambda::publish_version(&aws, function, &second.sha256, "release 2").await.expect("published");
    let live = lambda::invoke(&aws, function, "live", &json!({})).await.expect("invoked");
    assert_eq!(live.payload, json!(["layer", "one"]), "{live:?}");
    assert_eq!(lambda::invoke(&aws, function, &two.to_string(), &json!({})).await.expect("invoked").payload, json!(["layer", "two"]));
    assert_eq!(lambda::set_alias(&aws, function, "live", &two.to_string()).await.expect("switched"), Some(one.to_string()));
    let failed = lambda::invoke(&aws, function, "live", &json!({ "fail": true })).await.expect("invoked");
    assert_eq!(failed.function_error.as_deref(), Some("Unhandled"));
    assert_eq!(failed.payload["errorMessage"], "no");
    assert!(failed.log_tail.contains("hello log"), "{failed:?}");

    let events =
        logs::fetch(&aws, &logs::Query { groups: vec![format!("/aws/lambda/{function}"), "/no/such".into()], ..logs::Query::default() })
            .await
            .expect("read");
    assert!(events.iter().any(|event| event.message.contains("hello log")), "{events:?}");
    let mut seen = 0;
    let query = logs::Query { groups: vec![format!("/aws/lambda/{function}")], ..logs::Query::default() };
    let following = logs::follow(&aws, &query, |events| {
        seen += events.iter().filter(|event| event.message.contains("hello log")).count();
        seen < 3
    });
    tokio::time::timeout(std::time::Duration::from_secs(120), following).await.expect("three invocations were logged").expect("followed");
    let versions = lambda::versions(&aws, function).await.expect("listed");
    assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [one, two]);
    assert_eq!(versions[1].description, "release 2");
    assert_eq!(lambda::delete_versions(&aws, function, |number| number == two).await.expect("deleted"), [one]);
    assert_eq!(lambda::delete_old_layers(&aws, "shop-release-dependencies", 0, &[]).await.expect("deleted").len(), 1);
    aws.lambda.delete_function().function_name(function).send().await.expect("deleted");
    drivers::delete(&cx, &holder).await.expect("deleted");
}
