//! What the rules on `region` say.

use crate::messages::{messages, phrases};

phrases! {
    meant(name) { en: "write `region: \"{name}\";`", ja: "`region: \"{name}\";` と書いてください", ko: "`region: \"{name}\";`라고 쓰십시오" }
    no_prices() { en: "pocket has no prices of it, and could hold no budget", ja: "料金表がなく、予算を守れません", ko: "요금표가 없어 예산을 지킬 수 없습니다" }
    other_partition() {
        en: "its accounts and names are apart from those of the other regions",
        ja: "アカウントも名前もほかのリージョンと別になっています",
        ko: "계정과 이름이 다른 리전과 따로입니다"
    }
}

messages! { "region";
    error unknown(name, known) {
        en {
            say: "AWS has no region \"{name}\"",
            help: "write one of {known}",
            what: "The code is not that of a region.",
            why: "Everything of a stage is made in one region, and its code stands in names, addresses and rights.",
            fix: "Write the code of a region, such as `ap-northeast-1` for Tokyo.",
        }
        ja {
            say: "AWS にリージョン \"{name}\" はありません",
            help: "次のいずれかを書いてください: {known}",
            what: "リージョンのコードではありません。",
            why: "ステージのすべては 1 つのリージョンに作られ、そのコードは名前・アドレス・権限に使われます。",
            fix: "東京なら `ap-northeast-1` のように、リージョンのコードを書いてください。",
        }
        ko {
            say: "AWS에 리전 \"{name}\"이(가) 없습니다",
            help: "다음 중 하나를 쓰십시오: {known}",
            what: "리전의 코드가 아닙니다.",
            why: "스테이지의 모든 것은 한 리전에 만들어지며 그 코드는 이름, 주소, 권한에 쓰입니다.",
            fix: "서울이면 `ap-northeast-2`처럼 리전의 코드를 쓰십시오.",
        }
        example: "region: \"ap-northeast-1\"; stage dev;"
    }

    error unsupported(name, why, near) {
        en {
            say: "pocket does not deploy to the region \"{name}\": {why}",
            help: "write `region: \"{near}\";`",
            what: "AWS has the region, and pocket cannot use it.",
            why: "What a program promises (its price, its names, the services that it needs) is known only of the regions in pocket's table.",
            fix: "Write a region that the documentation of `region` lists.",
        }
        ja {
            say: "pocket はリージョン \"{name}\" にデプロイできません: {why}",
            help: "`region: \"{near}\";` と書いてください",
            what: "AWS にはあるリージョンですが、pocket では使えません。",
            why: "料金、名前、必要なサービスなど、プログラムの約束が確かめられるのは pocket の表にあるリージョンだけです。",
            fix: "`region` のドキュメントにあるリージョンを書いてください。",
        }
        ko {
            say: "pocket은 리전 \"{name}\"에 배포하지 않습니다: {why}",
            help: "`region: \"{near}\";`라고 쓰십시오",
            what: "AWS에는 있지만 pocket은 쓸 수 없는 리전입니다.",
            why: "요금, 이름, 필요한 서비스 등 프로그램의 약속은 pocket의 표에 있는 리전에서만 확인할 수 있습니다.",
            fix: "`region` 문서에 있는 리전을 쓰십시오.",
        }
        example: "region: \"eu-central-1\"; stage dev;"
    }

    error zone(name, region, letter) {
        en {
            say: "\"{name}\" is an availability zone, and a stage is in a region",
            help: "write `region: \"{region}\";`, and for the zone `vpc {{ zones: [\"{letter}\"]; }}`",
            what: "The value has a zone's letter at its end.",
            why: "A region has several zones. Only a network is in some of them, and it names their letters.",
            fix: "Delete the letter.",
        }
        ja {
            say: "\"{name}\" はアベイラビリティーゾーンです。ステージに書くのはリージョンです",
            help: "`region: \"{region}\";` と書き、ゾーンは `vpc {{ zones: [\"{letter}\"]; }}` と書いてください",
            what: "値の末尾にゾーンの文字が付いています。",
            why: "リージョンには複数のゾーンがあります。ゾーンを選ぶのはネットワークだけで、文字で指定します。",
            fix: "末尾の文字を削除してください。",
        }
        ko {
            say: "\"{name}\"은(는) 가용 영역입니다. 스테이지에는 리전을 씁니다",
            help: "`region: \"{region}\";`라고 쓰고 영역은 `vpc {{ zones: [\"{letter}\"]; }}`라고 쓰십시오",
            what: "값의 끝에 영역의 문자가 붙어 있습니다.",
            why: "리전에는 여러 영역이 있습니다. 영역을 고르는 것은 네트워크뿐이며 문자로 씁니다.",
            fix: "끝의 문자를 지우십시오.",
        }
        example: "region: \"ap-northeast-1\"; stage dev;"
    }

    warning no_effect() {
        en {
            say: "`region` has no effect in a stage of the embedded cloud, which is on this machine",
            help: "delete it",
            what: "A stage with `cloud: embedded;` names a region of its own.",
            why: "The embedded cloud has one region, and nothing is reached over a network.",
            fix: "Delete the line in this stage. One outside of the stages is for those on AWS.",
        }
        ja {
            say: "組み込みクラウドはこのマシン上にあるため、そのステージの `region` は効果がありません",
            help: "この行を削除してください",
            what: "`cloud: embedded;` のステージに独自のリージョンが書かれています。",
            why: "組み込みクラウドのリージョンは 1 つで、ネットワーク越しの接続もありません。",
            fix: "このステージの行を削除してください。ステージの外の行は AWS のステージに使われます。",
        }
        ko {
            say: "임베디드 클라우드는 이 컴퓨터에 있으므로 그 스테이지의 `region`은 효과가 없습니다",
            help: "이 줄을 지우십시오",
            what: "`cloud: embedded;` 스테이지에 자체 리전이 쓰여 있습니다.",
            why: "임베디드 클라우드에는 리전이 하나이며 네트워크를 건너지 않습니다.",
            fix: "이 스테이지의 줄을 지우십시오. 스테이지 밖의 줄은 AWS 스테이지에 쓰입니다.",
        }
        example: "region: \"ap-northeast-1\"; stage local { cloud: embedded; } stage dev;"
    }
}
