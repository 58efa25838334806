//! What is said of several stages together.

use crate::messages::{messages, phrases};

phrases! {
    the_other() { en: "the other", ja: "もう一方", ko: "다른 하나" }
    embedded() { en: "on the embedded cloud", ja: "組み込みクラウド", ko: "내장 클라우드" }
    in_region(name) { en: "in the region {name}", ja: "リージョン {name}", ko: "리전 {name}" }
    configured() { en: "in the region of the AWS configuration", ja: "AWS 設定のリージョン", ko: "AWS 설정의 리전" }
}

messages! { "stages";
    error one_name(what, name, first, second) {
        en {
            say: "the stages `{first}` and `{second}` would both have the {what} `{name}`",
            help: "give each stage a name of its own",
            what: "Two stages of the program make a thing of the same kind under the same name.",
            why: "A name stands for one thing in an account, and of a bucket in all of AWS. The second stage would write over what the first one keeps there, and `destroy` of one would delete the data of the other.",
            fix: "Leave the name out, so that project and stage are in it, or write another one in each stage instead of one in `every stage`.",
        }
        ja {
            say: "ステージ `{first}` と `{second}` の {what} がどちらも `{name}` になります",
            help: "ステージごとに別の名前を付けてください",
            what: "プログラムの 2 つのステージが、同じ種類のものを同じ名前で作ろうとしています。",
            why: "名前はアカウントの中で（バケットの場合は AWS 全体で）ひとつのものを指します。後のステージが前のステージのデータを上書きし、片方の `destroy` でもう片方のデータも消えてしまいます。",
            fix: "名前を省略してください。省略するとプロジェクト名とステージ名を含む名前になります。または `every stage` ではなく、各ステージに別々の名前を書いてください。",
        }
        ko {
            say: "스테이지 `{first}`와 `{second}`의 {what} 이름이 둘 다 `{name}`이 됩니다",
            help: "스테이지마다 다른 이름을 지정하십시오",
            what: "프로그램의 두 스테이지가 같은 종류의 것을 같은 이름으로 만듭니다.",
            why: "이름은 계정 안에서(버킷은 AWS 전체에서) 하나만 가리킵니다. 뒤의 스테이지가 앞 스테이지의 데이터를 덮어쓰고, 한쪽을 `destroy`하면 다른 쪽의 데이터도 지워집니다.",
            fix: "이름을 생략하십시오. 그러면 프로젝트와 스테이지 이름이 들어갑니다. 또는 `every stage`가 아니라 각 스테이지에 다른 이름을 쓰십시오.",
        }
        example: "stage dev { s3 { bucket: \"my-shop-dev\"; } } stage prod { s3 { bucket: \"my-shop-prod\"; } }"
    }

    error elsewhere(title, owner, there, here) {
        en {
            say: "`{title}` of stage `{owner}` is {there}, and this stage is {here}",
            help: "give both stages the same `region` and `cloud`, or write `{title}` without `from`",
            what: "A stage takes something from a stage that is deployed to another place.",
            why: "Subnets, security groups and stored secrets exist in one region. A function can use only those of its own region, and nothing of AWS is on the embedded cloud.",
            fix: "Deploy both stages to the same region, or let this stage have its own.",
        }
        ja {
            say: "ステージ `{owner}` の `{title}` は{there}にあり、このステージは{here}にあります",
            help: "両方のステージの `region` と `cloud` をそろえるか、`{title}` を `from` なしで書いてください",
            what: "別の場所にデプロイされるステージのものを使おうとしています。",
            why: "サブネット、セキュリティグループ、保存されたシークレットはひとつのリージョンにだけ存在します。関数が使えるのは同じリージョンのものだけで、組み込みクラウドには AWS のものはありません。",
            fix: "両方のステージを同じリージョンにデプロイするか、このステージ自身のものを宣言してください。",
        }
        ko {
            say: "스테이지 `{owner}`의 `{title}`은(는) {there}에 있고 이 스테이지는 {here}에 있습니다",
            help: "두 스테이지의 `region`과 `cloud`를 같게 하거나 `{title}`을 `from` 없이 쓰십시오",
            what: "다른 곳에 배포되는 스테이지의 것을 사용하려고 합니다.",
            why: "서브넷, 보안 그룹, 저장된 시크릿은 하나의 리전에만 있습니다. 함수는 같은 리전의 것만 쓸 수 있고, 내장 클라우드에는 AWS의 것이 없습니다.",
            fix: "두 스테이지를 같은 리전에 배포하거나 이 스테이지에 따로 선언하십시오.",
        }
        example: "region: \"eu-west-1\"; stage dev { vpc { nat; } neon; } stage test { vpc from dev; neon; }"
    }

    error other_store(title, owner) {
        en {
            say: "`{title}` of stage `{owner}` is kept in another store than the secrets of this stage",
            help: "write the same `secrets: …;` in both stages",
            what: "A stage takes a secret from a stage that keeps its secrets in the other store.",
            why: "All secrets of a stage are read with one call to one store, SSM Parameter Store or Secrets Manager. The function would look for this one where it is not.",
            fix: "Write `secrets` at the top, outside of the stages, so that it is the same for all.",
        }
        ja {
            say: "ステージ `{owner}` の `{title}` は、このステージのシークレットとは別の保管先にあります",
            help: "両方のステージに同じ `secrets: …;` を書いてください",
            what: "シークレットを別の保管先に置くステージから、シークレットを使おうとしています。",
            why: "ステージのシークレットは、SSM パラメータストアか Secrets Manager のどちらかひとつから一度に読み込まれます。このままでは、関数は存在しない場所を探すことになります。",
            fix: "`secrets` をステージの外、ブロックの先頭に書いて、すべてのステージで同じにしてください。",
        }
        ko {
            say: "스테이지 `{owner}`의 `{title}`은(는) 이 스테이지의 시크릿과 다른 저장소에 있습니다",
            help: "두 스테이지에 같은 `secrets: …;`를 쓰십시오",
            what: "시크릿을 다른 저장소에 두는 스테이지에서 시크릿을 가져옵니다.",
            why: "스테이지의 시크릿은 SSM 파라미터 스토어나 Secrets Manager 중 하나에서 한 번에 읽습니다. 이대로면 함수는 없는 곳에서 찾게 됩니다.",
            fix: "`secrets`를 스테이지 밖, 블록의 맨 위에 써서 모든 스테이지에서 같게 하십시오.",
        }
        example: "secrets: secrets_manager; stage dev { secret API_KEY; } stage test { secret API_KEY from dev; }"
    }
}
