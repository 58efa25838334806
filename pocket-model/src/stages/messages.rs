//! What is said of several stages together.

use crate::messages::{messages, phrases};

phrases! {
    the_other() { en: "the other", ja: "もう一方", ko: "다른 하나" }
    embedded() { en: "on the embedded cloud", ja: "組み込みクラウド", ko: "내장 클라우드" }
    in_region(name) { en: "in the region {name}", ja: "リージョン {name}", ko: "리전 {name}" }
    configured() { en: "in the region of the AWS configuration", ja: "AWS 設定のリージョン", ko: "AWS 설정의 리전" }
}

messages! { "stages";
    error one_holder(item, name, first, second) {
        en {
            say: "`{item}` of the stages `{first}` and `{second}` is one and the same: `{name}`",
            help: "give each stage its own, or leave the name out: then it has the stage's name",
            what: "Two stages of the program keep their data in the same place.",
            why: "A deploy of one stage migrates the data of the other, and `destroy` of one deletes it for both.",
            fix: "Leave `branch` out, so that each stage has a branch of its own name, or write another one in each stage instead of one in `every stage`.",
        }
        ja {
            say: "ステージ `{first}` と `{second}` の `{item}` はどちらも `{name}` で、同じものです",
            help: "ステージごとに別のものを指定するか、名前を省略してください。省略するとステージの名前になります",
            what: "プログラムの 2 つのステージが、同じ場所にデータを保存しようとしています。",
            why: "片方のステージのデプロイがもう片方のデータをマイグレーションし、片方の `destroy` で両方のデータが消えます。",
            fix: "`branch` を省略してください。省略すると各ステージの名前のブランチになります。または `every stage` ではなく、各ステージに別々の値を書いてください。",
        }
        ko {
            say: "스테이지 `{first}`와 `{second}`의 `{item}`은(는) 둘 다 `{name}`으로 같은 것입니다",
            help: "스테이지마다 따로 지정하거나 이름을 생략하십시오. 생략하면 스테이지 이름이 됩니다",
            what: "프로그램의 두 스테이지가 같은 곳에 데이터를 저장합니다.",
            why: "한 스테이지를 배포하면 다른 스테이지의 데이터가 마이그레이션되고, 한쪽을 `destroy`하면 양쪽의 데이터가 지워집니다.",
            fix: "`branch`를 생략하십시오. 그러면 스테이지마다 자기 이름의 브랜치를 갖습니다. 또는 `every stage`가 아니라 각 스테이지에 다른 값을 쓰십시오.",
        }
        example: "stage dev { neon { branch: \"dev\"; } } stage prod { neon { branch: \"main\"; } }"
    }

    error elsewhere(title, owner, there, here) {
        en {
            say: "`{title}` of stage `{owner}` is {there}, and this stage is {here}",
            help: "give both stages the same `region` and `cloud`, or write `{title}` without `from`",
            what: "A stage takes a secret from a stage that is deployed to another place.",
            why: "A stored secret exists in one region. A function reads those of its own region, and nothing of AWS is on the embedded cloud.",
            fix: "Deploy both stages to the same region, or let this stage have its own.",
        }
        ja {
            say: "ステージ `{owner}` の `{title}` は{there}にあり、このステージは{here}にあります",
            help: "両方のステージの `region` と `cloud` をそろえるか、`{title}` を `from` なしで書いてください",
            what: "別の場所にデプロイされるステージのシークレットを使おうとしています。",
            why: "保存されたシークレットはひとつのリージョンにだけ存在します。関数が読み込めるのは同じリージョンのものだけで、組み込みクラウドには AWS のものはありません。",
            fix: "両方のステージを同じリージョンにデプロイするか、このステージ自身のものを宣言してください。",
        }
        ko {
            say: "스테이지 `{owner}`의 `{title}`은(는) {there}에 있고 이 스테이지는 {here}에 있습니다",
            help: "두 스테이지의 `region`과 `cloud`를 같게 하거나 `{title}`을 `from` 없이 쓰십시오",
            what: "다른 곳에 배포되는 스테이지의 시크릿을 사용하려고 합니다.",
            why: "저장된 시크릿은 하나의 리전에만 있습니다. 함수는 같은 리전의 것만 읽을 수 있고, 내장 클라우드에는 AWS의 것이 없습니다.",
            fix: "두 스테이지를 같은 리전에 배포하거나 이 스테이지에 따로 선언하십시오.",
        }
        example: "region: \"eu-west-1\"; stage dev { secret API_KEY; } stage test { secret API_KEY from dev; }"
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

    error circle(title, first, second) {
        en {
            say: "`{first}` takes `{title}` from `{second}`, which takes something from `{first}`: neither of the two stages can be deployed first",
            help: "write `{title}` without `from` in one of them",
            what: "Two stages, or several in a circle, take something from each other.",
            why: "What a stage takes must be there when it is deployed: the network stack with its outputs, the secret with its value. In a circle each stage waits for another one.",
            fix: "Let one stage have all that is shared, and the others take it from there.",
        }
        ja {
            say: "`{first}` は `{second}` の `{title}` を使い、`{second}` は `{first}` のものを使うため、どちらのステージも先にデプロイできません",
            help: "どちらかのステージで `{title}` を `from` なしで書いてください",
            what: "2 つの（または輪になった複数の）ステージが、互いのものを使おうとしています。",
            why: "共有するものは、デプロイの時点で存在している必要があります（ネットワークのスタックと出力、シークレットの値）。輪になっていると、どのステージも別のステージを待つことになります。",
            fix: "共有するものをひとつのステージにまとめ、ほかのステージはそこから使ってください。",
        }
        ko {
            say: "`{first}`은(는) `{second}`의 `{title}`을(를) 쓰고 `{second}`은(는) `{first}`의 것을 쓰므로, 두 스테이지 중 어느 것도 먼저 배포할 수 없습니다",
            help: "둘 중 한 스테이지에서 `{title}`을 `from` 없이 쓰십시오",
            what: "두 스테이지, 또는 고리를 이룬 여러 스테이지가 서로의 것을 가져다 씁니다.",
            why: "공유하는 것은 배포할 때 이미 있어야 합니다(네트워크 스택과 출력, 시크릿의 값). 고리를 이루면 각 스테이지가 다른 스테이지를 기다립니다.",
            fix: "공유하는 것을 한 스테이지에 두고 다른 스테이지는 거기서 가져다 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } secret API_KEY: password(50); } stage test { vpc from dev; secret API_KEY from dev; neon; }"
    }
}
