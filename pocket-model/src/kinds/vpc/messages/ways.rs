//! Ways that are missing, and VPCs that are shared.

use crate::messages::messages;

messages! { "vpc";
    error no_way_out(item, what, hop) {
        en {
            say: "`{item}` needs {what}, and {hop}",
            what: "Something in the stage must reach what the functions have no way to.",
            why: "In a VPC a function reaches what the routes lead to, and no more. Without a way it would wait until its timeout, at every request.",
            fix: "Give the VPC a NAT: `vpc { nat; }`. A stage without what needs a VPC (`efs_cache`) can also do without the VPC: outside of one, functions reach the internet for free.",
        }
        ja {
            say: "`{item}` には{what}が必要ですが、{hop}",
            what: "ステージ内の何かが、関数から経路のないものに到達する必要があります。",
            why: "VPC の中の関数が到達できるのは、ルートの先だけです。経路がなければ、リクエストのたびにタイムアウトまで待つことになります。",
            fix: "VPC に NAT を付けてください: `vpc { nat; }`。VPC が必要なもの（`efs_cache`）がないステージなら VPC をなくすこともできます。VPC の外では関数は無料でインターネットに到達します。",
        }
        ko {
            say: "`{item}`에는 {what}이(가) 필요한데 {hop}",
            what: "스테이지 안의 무언가가 함수에서 갈 길이 없는 것에 도달해야 합니다.",
            why: "VPC 안의 함수는 경로가 이끄는 곳에만 도달합니다. 길이 없으면 요청마다 제한 시간까지 기다립니다.",
            fix: "VPC에 NAT를 두십시오: `vpc { nat; }`. VPC가 필요한 것(`efs_cache`)이 없는 스테이지라면 VPC를 없애도 됩니다. VPC 밖의 함수는 무료로 인터넷에 도달합니다.",
        }
        example: "stage dev { vpc { nat; } neon; }"
    }

    error no_endpoint(item, service) {
        en {
            say: "`{item}` needs the service `{service}`, and the VPC has no interface endpoint for it and no route to the internet",
            what: "Something in the stage calls an AWS service that the functions have no way to.",
            why: "AWS's own services are on the internet, too. From private subnets they are reached by a NAT, or by an interface endpoint, which leads to one service.",
            fix: "Write the endpoints that the stage needs, or a NAT. The message names both with their prices; a NAT leads to everything.",
        }
        ja {
            say: "`{item}` にはサービス `{service}` が必要ですが、VPC にはそのインターフェイスエンドポイントもインターネットへのルートもありません",
            what: "ステージ内の何かが、関数から経路のない AWS サービスを呼び出します。",
            why: "AWS 自身のサービスもインターネット上にあります。プライベートサブネットからは、NAT か、1 つのサービスに通じるインターフェイスエンドポイントで到達します。",
            fix: "必要なエンドポイントか NAT を書いてください。メッセージに両方の料金があります。NAT はすべてに通じます。",
        }
        ko {
            say: "`{item}`에는 서비스 `{service}`이(가) 필요한데 VPC에 그 인터페이스 엔드포인트도 인터넷 경로도 없습니다",
            what: "스테이지 안의 무언가가 함수에서 갈 길이 없는 AWS 서비스를 호출합니다.",
            why: "AWS 자체의 서비스도 인터넷에 있습니다. 프라이빗 서브넷에서는 NAT나, 한 서비스로 이끄는 인터페이스 엔드포인트로 도달합니다.",
            fix: "스테이지에 필요한 엔드포인트나 NAT를 쓰십시오. 메시지에 둘의 요금이 있습니다. NAT는 모든 곳으로 이끕니다.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\"]; } }"
    }

    error shared_cloud(stage, place, owner, its) {
        en {
            say: "stage `{stage}` is on {place}, and the VPC of stage `{owner}` is on {its}",
            help: "write `vpc;` without `from`",
            what: "A stage on the embedded cloud shares the VPC of a stage on AWS, or the other way round.",
            why: "The two clouds know nothing of each other: the stack with the VPC would not be found.",
            fix: "Give the stage a VPC of its own, or share that of a stage in the same cloud.",
        }
        ja {
            say: "ステージ `{stage}` は{place}にあり、ステージ `{owner}` の VPC は{its}にあります",
            help: "`from` なしで `vpc;` と書いてください",
            what: "組み込みクラウドのステージが AWS のステージの VPC を共有しているか、その逆です。",
            why: "2 つのクラウドは互いを知りません。VPC のスタックは見つかりません。",
            fix: "ステージに自分の VPC を持たせるか、同じクラウドのステージの VPC を共有してください。",
        }
        ko {
            say: "스테이지 `{stage}`은(는) {place}에 있고 스테이지 `{owner}`의 VPC는 {its}에 있습니다",
            help: "`from` 없이 `vpc;`라고 쓰십시오",
            what: "내장 클라우드의 스테이지가 AWS 스테이지의 VPC를 함께 쓰거나 그 반대입니다.",
            why: "두 클라우드는 서로를 모릅니다. VPC가 든 스택을 찾을 수 없습니다.",
            fix: "스테이지에 자기 VPC를 주거나 같은 클라우드에 있는 스테이지의 VPC를 함께 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } neon; } stage staging { vpc from dev; neon; }"
    }

    error shared_region(stage, region, owner, its) {
        en {
            say: "stage `{stage}` is in {region}, and the VPC of stage `{owner}` is in {its}",
            help: "write `vpc;` without `from`, or the same region in both",
            what: "A stage shares the VPC of a stage in another region.",
            why: "A VPC is in one region, and functions can only be in a VPC of their own region.",
            fix: "Give the stage a VPC of its own, or write the same region in both.",
        }
        ja {
            say: "ステージ `{stage}` は {region} にあり、ステージ `{owner}` の VPC は {its} にあります",
            help: "`from` なしで `vpc;` と書くか、両方に同じリージョンを書いてください",
            what: "ステージが別のリージョンのステージの VPC を共有しています。",
            why: "VPC は 1 つのリージョンにあり、関数は自分のリージョンの VPC にしか入れません。",
            fix: "ステージに自分の VPC を持たせるか、両方に同じリージョンを書いてください。",
        }
        ko {
            say: "스테이지 `{stage}`은(는) {region}에 있고 스테이지 `{owner}`의 VPC는 {its}에 있습니다",
            help: "`from` 없이 `vpc;`라고 쓰거나 양쪽에 같은 리전을 쓰십시오",
            what: "스테이지가 다른 리전에 있는 스테이지의 VPC를 함께 씁니다.",
            why: "VPC는 한 리전에 있으며 함수는 자기 리전의 VPC에만 들어갈 수 있습니다.",
            fix: "스테이지에 자기 VPC를 주거나 양쪽에 같은 리전을 쓰십시오.",
        }
        example: "region: \"ap-northeast-1\"; stage dev { vpc { nat; } neon; } stage staging { vpc from dev; neon; }"
    }
}
