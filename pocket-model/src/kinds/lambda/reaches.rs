//! `lambda { reaches: ["internet", "sqs"]; }`: what the project's own code calls, which no item declares.

use super::Lambda;
use crate::diag::{Sink, nearest};
use crate::graph::{Facts, Want};
use crate::messages::{messages, phrases};
use crate::network::services;

/// The word for other sites.
const INTERNET: &str = "internet";

fn want(name: &str) -> Option<Want> {
    match name {
        INTERNET => Some(Want::Internet),
        name => services::find(name).map(Want::Service),
    }
}

/// The needs of a function that is in the VPC, if there is one.
pub(super) fn declare(lambda: &Lambda, facts: &mut Facts) {
    if lambda.outside_vpc.known() == Some(&true) {
        return;
    }
    for (index, name) in lambda.reaches.known().into_iter().flatten().enumerate() {
        if let Some(want) = want(name) {
            facts.need(want, lambda.head.title("lambda"), lambda.reaches.element(index));
        }
    }
}

pub(super) fn check(lambda: &Lambda, sink: &mut Sink) {
    for (index, name) in lambda.reaches.known().into_iter().flatten().enumerate() {
        if want(name).is_some() {
            continue;
        }
        let known = services::INTERFACE.iter().copied().chain([INTERNET, services::GATEWAY]);
        let diagnostic = unknown_reach(lambda.reaches.element(index), name);
        sink.push(diagnostic.help(match nearest(name, known) {
            Some(near) => did_you_mean(near),
            None => known_reaches(services::INTERFACE.join(", ")),
        }));
    }
}

phrases! {
    did_you_mean(name) { en: "did you mean \"{name}\"?", ja: "\"{name}\" のことですか?", ko: "\"{name}\"입니까?" }
    known_reaches(list) {
        en: "write \"internet\" for other sites; the services are {list}",
        ja: "他のサイトは \"internet\" と書いてください。サービスは次のとおりです: {list}",
        ko: "다른 사이트는 \"internet\"이라고 쓰십시오. 서비스는 다음과 같습니다: {list}"
    }
}

messages! { "lambda";
    error unknown_reach(name) {
        en {
            say: "\"{name}\" is neither \"internet\" nor an AWS service that has an endpoint",
            what: "A word in `reaches` names nothing that pocket knows a way to.",
            why: "`reaches` says what the project's own code calls, so that a VPC without a way to it does not compile. With a word that means nothing, nothing would be checked.",
            fix: "Write \"internet\" for other sites and for AWS services without an endpoint, or the end of the service's endpoint name, such as \"sqs\".",
        }
        ja {
            say: "\"{name}\" は \"internet\" でも、エンドポイントのある AWS サービスでもありません",
            what: "`reaches` に、pocket が経路を知らない言葉があります。",
            why: "`reaches` にはプロジェクト自身のコードが呼び出すものを書きます。そこへの経路がない VPC はコンパイルされません。意味のない言葉では何も検査されません。",
            fix: "他のサイトやエンドポイントのない AWS サービスには \"internet\"、それ以外は \"sqs\" のようにエンドポイント名の末尾を書いてください。",
        }
        ko {
            say: "\"{name}\"은(는) \"internet\"도 아니고 엔드포인트가 있는 AWS 서비스도 아닙니다",
            what: "`reaches`에 pocket이 길을 모르는 말이 있습니다.",
            why: "`reaches`에는 프로젝트 자체의 코드가 호출하는 것을 씁니다. 그곳으로 가는 길이 없는 VPC는 컴파일되지 않습니다. 뜻이 없는 말로는 아무것도 검사되지 않습니다.",
            fix: "다른 사이트나 엔드포인트가 없는 AWS 서비스에는 \"internet\", 그 밖에는 \"sqs\"처럼 엔드포인트 이름의 끝부분을 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } lambda { reaches: [\"internet\"]; } }"
    }
}
