//! What is said of a stage as a whole.

/// Of physical names.
pub(crate) mod names {
    use crate::messages::{messages, phrases};

    phrases! {
        earlier_label() { en: "the earlier one", ja: "先に書かれた箇所", ko: "먼저 쓰인 곳" }
    }

    messages! { "names";
        error same_logical_id(label, earlier) {
            en {
                say: "`{label}` and `{earlier}` are one and the same once only letters and digits count",
                help: "rename one of them",
                what: "Two labels of one kind differ only in case, hyphens or underscores.",
                why: "CloudFormation's logical ids have letters and digits only, so both would become one resource.",
                fix: "Give one of them a name that differs in a letter or a digit.",
            }
            ja {
                say: "`{label}` と `{earlier}` は、英字と数字だけで比べると同じ名前です",
                help: "どちらかの名前を変えてください",
                what: "同じ種類の 2 つのラベルの違いが、大文字・小文字、ハイフン、アンダースコアだけです。",
                why: "CloudFormation の論理 ID に使えるのは英字と数字だけなので、2 つが同じリソースになってしまいます。",
                fix: "どちらかを、英字か数字の異なる名前にしてください。",
            }
            ko {
                say: "`{label}`과(와) `{earlier}`은(는) 영문자와 숫자만 비교하면 같은 이름입니다",
                help: "한쪽의 이름을 바꾸십시오",
                what: "같은 종류의 두 레이블이 대소문자, 하이픈, 밑줄만 다릅니다.",
                why: "CloudFormation의 논리적 ID에는 영문자와 숫자만 쓸 수 있으므로 둘이 같은 리소스가 됩니다.",
                fix: "한쪽을 영문자나 숫자가 다른 이름으로 바꾸십시오.",
            }
            example: "stage dev { lambda send_mail { handler: \"app.jobs.run\"; } lambda resize { handler: \"app.jobs.resize\"; } }"
        }

        error too_long(what, name, length, limit, over, project) {
            en {
                say: "the {what} would be named `{name}`: {length} characters, and AWS takes {limit}",
                help: "shorten the project or the stage by {over}: `project {project};`",
                what: "A name made of the project, the stage and an ending is longer than the service takes.",
                why: "Names are made from project and stage so that nothing collides in an account; a bucket's name has account and region in it as well. The service would refuse the name at the deploy.",
                fix: "Shorten the name of the project or of the stage. After the first deploy a new name means new resources.",
            }
            ja {
                say: "{what} の名前は `{name}` の {length} 文字になりますが、AWS の上限は {limit} 文字です",
                help: "プロジェクト名かステージ名を {over} 文字短くしてください: `project {project};`",
                what: "プロジェクト名・ステージ名・末尾の語から作られる名前が、サービスの上限を超えています。",
                why: "アカウント内で重複しないように、名前はプロジェクト名とステージ名から作られます。バケット名にはアカウントとリージョンも入ります。長すぎる名前は、デプロイのときにサービスに拒否されます。",
                fix: "プロジェクト名かステージ名を短くしてください。最初のデプロイの後に名前を変えると、リソースは新しく作られます。",
            }
            ko {
                say: "{what}의 이름 `{name}`은(는) {length}자이며 AWS의 한도는 {limit}자입니다",
                help: "프로젝트나 스테이지의 이름을 {over}자 줄이십시오: `project {project};`",
                what: "프로젝트, 스테이지, 끝말로 만드는 이름이 서비스의 한도보다 깁니다.",
                why: "계정 안에서 겹치지 않도록 이름은 프로젝트와 스테이지의 이름으로 만듭니다. 버킷 이름에는 계정과 리전도 들어갑니다. 너무 긴 이름은 배포할 때 서비스가 거부합니다.",
                fix: "프로젝트나 스테이지의 이름을 줄이십시오. 첫 배포 뒤에 이름을 바꾸면 리소스가 새로 만들어집니다.",
            }
            example: "project journal; stage development { s3; }"
        }
    }
}
