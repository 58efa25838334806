//! What is said of names.

use crate::messages::{messages, phrases};

phrases! {
    the_other() { en: "the other one", ja: "もう一方", ko: "다른 하나" }
    one_each() {
        en: "delete the line here, and write a name of its own in each stage that needs one",
        ja: "ここの行を削除し、必要なステージごとに別の名前を書いてください",
        ko: "여기의 줄을 지우고 필요한 스테이지마다 다른 이름을 쓰십시오"
    }
    shorten_project(by, project) {
        en: "shorten the project, the stage or the item by {by}: `project {project};`",
        ja: "プロジェクト・ステージ・項目の名前を合わせて {by} 文字短くしてください: `project {project};`",
        ko: "프로젝트, 스테이지, 항목의 이름을 모두 {by}자 줄이십시오: `project {project};`"
    }
    shorten_by(by) {
        en: "shorten the project, the stage or the item by {by}",
        ja: "プロジェクト・ステージ・項目の名前を合わせて {by} 文字短くしてください",
        ko: "프로젝트, 스테이지, 항목의 이름을 모두 {by}자 줄이십시오"
    }
}

messages! { "names";
    error too_long(what, name, length, limit) {
        en {
            say: "the {what} would be named `{name}`: {length} characters, and AWS takes {limit}",
            what: "A name that pocket makes of project, stage and item is longer than its service allows.",
            why: "Names are `PROJECT-STAGE-ITEM`, with account and region where all accounts share one set of names. The deploy would fail when the thing is made, and a shortened name could meet another one.",
            fix: "Shorten one of the parts. Without a `region` the longest one is counted, so a stage with a region may have a little more. After the first deploy a new name means new resources.",
        }
        ja {
            say: "{what}の名前が `{name}` になります。{length} 文字ですが、AWS の上限は {limit} 文字です",
            what: "プロジェクト・ステージ・項目から作られる名前が、サービスの上限より長くなっています。",
            why: "名前は `プロジェクト-ステージ-項目` で、全アカウント共通の名前にはアカウントとリージョンも付きます。作成時にデプロイが失敗します。自動で切り詰めると別の名前と重なるおそれがあります。",
            fix: "どれかを短くしてください。`region` がない場合は最も長いリージョン名で数えるので、`region` を書くと余裕が少し増えます。最初のデプロイの後に名前を変えると、リソースは新しく作られます。",
        }
        ko {
            say: "{what}의 이름이 `{name}`이(가) 됩니다. {length}자인데 AWS의 한도는 {limit}자입니다",
            what: "프로젝트, 스테이지, 항목으로 만드는 이름이 서비스의 한도보다 깁니다.",
            why: "이름은 `프로젝트-스테이지-항목`이며 모든 계정이 함께 쓰는 이름에는 계정과 리전도 붙습니다. 만들 때 배포가 실패하고, 잘라 낸 이름은 다른 이름과 겹칠 수 있습니다.",
            fix: "한 부분을 줄이십시오. `region`이 없으면 가장 긴 리전으로 세므로 `region`을 쓰면 여유가 조금 늘어납니다. 첫 배포 뒤에 이름을 바꾸면 리소스가 새로 만들어집니다.",
        }
        example: "project shop; stage dev;"
    }

    error reserved(what, name, prefix, better) {
        en {
            say: "the {what} would be named `{name}`, and names that begin with `{prefix}` are AWS's own",
            help: "name the project otherwise: `project {better};`",
            what: "The project's name begins in a way that a service keeps for itself.",
            why: "The project's name begins every physical name. SSM refuses parameters below `/aws…` and `/ssm…`, S3 buckets that begin with `xn--`, `sthree-` or `amzn-s3-demo-`.",
            fix: "Write `project NAME;` with another beginning.",
        }
        ja {
            say: "{what}の名前が `{name}` になりますが、`{prefix}` で始まる名前は AWS が予約しています",
            help: "プロジェクトに別の名前を付けてください: `project {better};`",
            what: "プロジェクト名の先頭が、サービスの予約している語です。",
            why: "プロジェクト名はすべての物理名の先頭になります。SSM は `/aws…` と `/ssm…` のパラメータを、S3 は `xn--`、`sthree-`、`amzn-s3-demo-` で始まるバケットを拒否します。",
            fix: "先頭の異なる名前を `project 名前;` で書いてください。",
        }
        ko {
            say: "{what}의 이름이 `{name}`이(가) 되는데 `{prefix}`로 시작하는 이름은 AWS의 것입니다",
            help: "프로젝트 이름을 바꾸십시오: `project {better};`",
            what: "프로젝트 이름의 앞부분이 서비스가 예약한 말입니다.",
            why: "프로젝트 이름은 모든 물리적 이름의 앞에 옵니다. SSM은 `/aws…`와 `/ssm…` 파라미터를, S3는 `xn--`, `sthree-`, `amzn-s3-demo-`로 시작하는 버킷을 거부합니다.",
            fix: "앞부분이 다른 이름을 `project 이름;`으로 쓰십시오.",
        }
        example: "project my-aws-shop; stage dev;"
    }

    error same_logical_id(keyword, label, first) {
        en {
            say: "`{keyword} {label}` and `{keyword} {first}` are one and the same once only letters and digits count",
            help: "rename one of them",
            what: "Two items of one kind have names that differ only in case or in punctuation.",
            why: "Logical ids of CloudFormation have letters and digits alone, and fields of the stage's struct have lower-case ones: both items would be the same resource.",
            fix: "Give one of them a name that differs in a letter or a digit.",
        }
        ja {
            say: "英字と数字だけで見ると、`{keyword} {label}` と `{keyword} {first}` は同じものになります",
            help: "どちらかの名前を変えてください",
            what: "同じ種類の 2 つの項目の名前が、大文字・小文字や記号でしか区別できません。",
            why: "CloudFormation の論理 ID は英字と数字だけで、ステージの構造体のフィールドは小文字です。2 つの項目が同じリソースになってしまいます。",
            fix: "英字か数字が異なる名前に変えてください。",
        }
        ko {
            say: "문자와 숫자만 보면 `{keyword} {label}`와(과) `{keyword} {first}`은(는) 같은 것입니다",
            help: "하나의 이름을 바꾸십시오",
            what: "같은 종류의 두 항목 이름이 대소문자나 기호로만 다릅니다.",
            why: "CloudFormation의 논리 ID에는 문자와 숫자만 있고 스테이지 구조체의 필드는 소문자입니다. 두 항목이 같은 리소스가 됩니다.",
            fix: "문자나 숫자가 다른 이름으로 바꾸십시오.",
        }
        example: "stage dev { lambda mail { handler: \"app.mail\"; } lambda report { handler: \"app.report\"; } }"
    }

    error same_name(what, name, first, second) {
        en {
            say: "the stages `{first}` and `{second}` would both make the {what} `{name}`",
            help: "rename one of the two",
            what: "Two stages of the program would make something of the same name.",
            why: "Names are `PROJECT-STAGE-ITEM`, so `stage dev` with a network and `stage dev-network` meet, as do two stages with the same `bucket`. The second deploy would find what belongs to the first, and refuse to touch it.",
            fix: "Rename one of the stages or items, or give each stage a bucket of its own.",
        }
        ja {
            say: "ステージ `{first}` と `{second}` が同じ{what} `{name}` を作ることになります",
            help: "どちらかの名前を変えてください",
            what: "プログラムの 2 つのステージが同じ名前のものを作ります。",
            why: "名前は `プロジェクト-ステージ-項目` なので、ネットワークを持つ `stage dev` と `stage dev-network`、または同じ `bucket` を書いた 2 つのステージは重なります。2 回目のデプロイは別のステージのものを見つけて、変更を拒否します。",
            fix: "ステージか項目の名前を変えるか、ステージごとに別のバケットを書いてください。",
        }
        ko {
            say: "스테이지 `{first}`와(과) `{second}`이(가) 같은 {what} `{name}`을(를) 만들게 됩니다",
            help: "하나의 이름을 바꾸십시오",
            what: "프로그램의 두 스테이지가 같은 이름의 것을 만듭니다.",
            why: "이름은 `프로젝트-스테이지-항목`이므로 네트워크가 있는 `stage dev`와 `stage dev-network`, 또는 같은 `bucket`을 쓴 두 스테이지가 겹칩니다. 두 번째 배포는 첫 스테이지의 것을 발견하고 변경을 거부합니다.",
            fix: "스테이지나 항목의 이름을 바꾸거나 스테이지마다 다른 버킷을 쓰십시오.",
        }
        example: "stage dev { s3; } stage prod { s3; }"
    }
}
