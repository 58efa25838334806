//! What costs and does nothing.

use crate::messages::messages;

messages! { "vpc";
    warning nothing_inside() {
        en {
            say: "nothing of the stage is in the VPC",
            help: "delete `vpc`, or `outside_vpc` of a function",
            what: "The stage has a VPC, and all its functions are outside of it.",
            why: "A VPC is where functions run to reach a file system or a database. With nothing in it, its NAT and its endpoints still cost.",
            fix: "Delete the VPC, or let a function be in it.",
        }
        ja {
            say: "ステージのものが VPC の中に何もありません",
            help: "`vpc` か、関数の `outside_vpc` を削除してください",
            what: "ステージに VPC がありますが、すべての関数がその外にあります。",
            why: "VPC は、関数がファイルシステムやデータベースに到達するための場所です。空でも NAT やエンドポイントの料金はかかります。",
            fix: "VPC を削除するか、関数を中に置いてください。",
        }
        ko {
            say: "스테이지의 어떤 것도 VPC 안에 없습니다",
            help: "`vpc`나 함수의 `outside_vpc`를 지우십시오",
            what: "스테이지에 VPC가 있지만 모든 함수가 그 밖에 있습니다.",
            why: "VPC는 함수가 파일 시스템이나 데이터베이스에 도달하기 위한 곳입니다. 비어 있어도 NAT와 엔드포인트의 요금은 나옵니다.",
            fix: "VPC를 지우거나 함수를 안에 두십시오.",
        }
        example: "stage dev { lambda { memory: 512mb; } }"
    }

    warning idle_subnets(field) {
        en {
            say: "nothing is in the subnets of `{field}`",
            help: "delete `{field}`",
            what: "Subnets are written that nothing of the stage is in.",
            why: "They cost nothing and do nothing: public subnets hold a NAT or a load balancer, database subnets a database.",
            fix: "Delete the line, or keep it for what is still to come.",
        }
        ja {
            say: "`{field}` のサブネットに何もありません",
            help: "`{field}` を削除してください",
            what: "ステージのものが何も入らないサブネットが書かれています。",
            why: "料金はかかりませんが、効果もありません。パブリックサブネットには NAT かロードバランサー、データベースサブネットにはデータベースが入ります。",
            fix: "行を削除するか、これから置くもののために残してください。",
        }
        ko {
            say: "`{field}`의 서브넷에 아무것도 없습니다",
            help: "`{field}`를 지우십시오",
            what: "스테이지의 어떤 것도 들어가지 않는 서브넷이 쓰여 있습니다.",
            why: "요금은 없지만 효과도 없습니다. 퍼블릭 서브넷에는 NAT나 로드 밸런서가, 데이터베이스 서브넷에는 데이터베이스가 들어갑니다.",
            fix: "줄을 지우거나 앞으로 둘 것을 위해 남겨 두십시오.",
        }
        example: "stage dev { vpc { private_subnets: [\"10.0.0.0/20\", \"10.0.16.0/20\"]; endpoints: [\"ssm\"]; } }"
    }

    warning needless_nat(usd) {
        en {
            say: "nothing in the stage needs the NAT, which costs {usd} usd a month",
            help: "delete `nat`; if the project's own code calls other sites, write `lambda {{ reaches: [\"internet\"]; }}`",
            what: "The VPC has a NAT, and every need of the stage has another way: a free gateway endpoint to S3, or interface endpoints.",
            why: "A NAT costs by the hour and by the gigabyte, also while nobody visits the site. What the project's own code calls, pocket cannot see.",
            fix: "Delete `nat`. If the code calls other sites (a payment provider, a mail server), say so with `reaches`, and the NAT is needed.",
        }
        ja {
            say: "月 {usd} usd かかる NAT を必要とするものがステージにありません",
            help: "`nat` を削除してください。プロジェクトのコードが他のサイトを呼び出すなら `lambda {{ reaches: [\"internet\"]; }}` と書いてください",
            what: "VPC に NAT がありますが、ステージに必要なものにはすべて別の経路があります。S3 には無料のゲートウェイエンドポイント、他にはインターフェイスエンドポイントです。",
            why: "NAT は、誰も訪問しない間も時間とギガバイトで課金されます。プロジェクト自身のコードが何を呼び出すかは pocket にはわかりません。",
            fix: "`nat` を削除してください。コードが他のサイト（決済サービスやメールサーバー）を呼び出すなら `reaches` に書けば、NAT が必要なものとして扱われます。",
        }
        ko {
            say: "월 {usd} usd가 드는 NAT를 필요로 하는 것이 스테이지에 없습니다",
            help: "`nat`을 지우십시오. 프로젝트의 코드가 다른 사이트를 호출하면 `lambda {{ reaches: [\"internet\"]; }}`라고 쓰십시오",
            what: "VPC에 NAT가 있지만 스테이지에 필요한 것에는 모두 다른 길이 있습니다. S3에는 무료 게이트웨이 엔드포인트, 나머지에는 인터페이스 엔드포인트입니다.",
            why: "NAT는 아무도 방문하지 않을 때도 시간과 기가바이트로 요금이 나옵니다. 프로젝트 자체의 코드가 무엇을 호출하는지 pocket은 알 수 없습니다.",
            fix: "`nat`을 지우십시오. 코드가 다른 사이트(결제 서비스, 메일 서버)를 호출하면 `reaches`에 쓰십시오. 그러면 NAT가 필요한 것이 됩니다.",
        }
        example: "stage dev { vpc { nat; } lambda { reaches: [\"internet\"]; } }"
    }

    warning endpoints_cheaper(nat, services, usd, all) {
        en {
            say: "the NAT costs {nat} usd a month and only leads to {services}, for which interface endpoints cost {usd} usd",
            help: "write `endpoints: [{all}];` instead of `nat`; if the project's own code calls other sites, write `lambda {{ reaches: [\"internet\"]; }}`",
            what: "All that goes through the NAT are calls to AWS services that have endpoints, and these cost less.",
            why: "An interface endpoint costs by the hour and zone, and leads to one service. For few services that is less than a NAT with its address.",
            fix: "Write the endpoints in place of the NAT. If the code calls other sites, say so with `reaches`, and the NAT is needed.",
        }
        ja {
            say: "NAT は月 {nat} usd かかり、通じる先は {services} だけです。インターフェイスエンドポイントなら {usd} usd です",
            help: "`nat` の代わりに `endpoints: [{all}];` と書いてください。プロジェクトのコードが他のサイトを呼び出すなら `lambda {{ reaches: [\"internet\"]; }}` と書いてください",
            what: "NAT を通るのはエンドポイントのある AWS サービスの呼び出しだけで、エンドポイントの方が安く済みます。",
            why: "インターフェイスエンドポイントは時間とゾーンで課金され、1 つのサービスに通じます。サービスが少なければ、アドレス付きの NAT より安くなります。",
            fix: "NAT の代わりにエンドポイントを書いてください。コードが他のサイトを呼び出すなら `reaches` に書けば、NAT が必要なものとして扱われます。",
        }
        ko {
            say: "NAT는 월 {nat} usd가 드는데 이끄는 곳은 {services}뿐이며 인터페이스 엔드포인트는 {usd} usd입니다",
            help: "`nat` 대신 `endpoints: [{all}];`라고 쓰십시오. 프로젝트의 코드가 다른 사이트를 호출하면 `lambda {{ reaches: [\"internet\"]; }}`라고 쓰십시오",
            what: "NAT를 지나는 것은 엔드포인트가 있는 AWS 서비스의 호출뿐이며 엔드포인트가 더 쌉니다.",
            why: "인터페이스 엔드포인트는 시간과 영역으로 요금이 나오며 한 서비스로 이끕니다. 서비스가 적으면 주소가 딸린 NAT보다 쌉니다.",
            fix: "NAT 대신 엔드포인트를 쓰십시오. 코드가 다른 사이트를 호출하면 `reaches`에 쓰십시오. 그러면 NAT가 필요한 것이 됩니다.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\"]; } }"
    }

    warning idle_endpoint(name, usd) {
        en {
            say: "nothing in the stage needs the endpoint \"{name}\", which costs {usd} usd a month",
            help: "take \"{name}\" out of the list; if the project's own code calls it, write `lambda {{ reaches: [\"{name}\"]; }}`",
            what: "The VPC has an interface endpoint for a service that no item of the stage uses.",
            why: "An interface endpoint costs by the hour in each zone, whether it is used or not. What the project's own code calls, pocket cannot see.",
            fix: "Delete it from `endpoints`. If the code calls the service, say so with `reaches`.",
        }
        ja {
            say: "月 {usd} usd かかるエンドポイント \"{name}\" を必要とするものがステージにありません",
            help: "一覧から \"{name}\" を外してください。プロジェクトのコードが呼び出すなら `lambda {{ reaches: [\"{name}\"]; }}` と書いてください",
            what: "ステージのどの項目も使わないサービスのインターフェイスエンドポイントがあります。",
            why: "インターフェイスエンドポイントは、使わなくてもゾーンごとに時間で課金されます。プロジェクト自身のコードが何を呼び出すかは pocket にはわかりません。",
            fix: "`endpoints` から削除してください。コードがそのサービスを呼び出すなら `reaches` に書いてください。",
        }
        ko {
            say: "월 {usd} usd가 드는 엔드포인트 \"{name}\"을(를) 필요로 하는 것이 스테이지에 없습니다",
            help: "목록에서 \"{name}\"을(를) 빼십시오. 프로젝트의 코드가 호출하면 `lambda {{ reaches: [\"{name}\"]; }}`라고 쓰십시오",
            what: "스테이지의 어떤 항목도 쓰지 않는 서비스의 인터페이스 엔드포인트가 있습니다.",
            why: "인터페이스 엔드포인트는 쓰지 않아도 영역마다 시간 요금이 나옵니다. 프로젝트 자체의 코드가 무엇을 호출하는지 pocket은 알 수 없습니다.",
            fix: "`endpoints`에서 지우십시오. 코드가 그 서비스를 호출하면 `reaches`에 쓰십시오.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\", \"sqs\"]; } lambda { reaches: [\"sqs\"]; } }"
    }

    warning endpoint_beside_nat(name, usd) {
        en {
            say: "the NAT already leads to `{name}`, and the endpoint costs {usd} usd a month more",
            help: "take \"{name}\" out of the list",
            what: "The VPC has a NAT and an interface endpoint for a service that the NAT leads to as well.",
            why: "A NAT leads to everything on the internet, and AWS's services are there. An endpoint beside it pays off only for much traffic: it saves the NAT's price by the gigabyte.",
            fix: "Delete the service from `endpoints`.",
        }
        ja {
            say: "`{name}` には NAT で到達でき、エンドポイントには月 {usd} usd が余分にかかります",
            help: "一覧から \"{name}\" を外してください",
            what: "VPC に NAT があり、NAT で到達できるサービスのインターフェイスエンドポイントもあります。",
            why: "NAT はインターネット上のすべてに通じ、AWS のサービスもそこにあります。並べて置くエンドポイントが得になるのは、NAT のギガバイト料金を節約できる通信の多い場合だけです。",
            fix: "`endpoints` からそのサービスを削除してください。",
        }
        ko {
            say: "`{name}`에는 이미 NAT로 도달할 수 있고 엔드포인트에는 월 {usd} usd가 더 듭니다",
            help: "목록에서 \"{name}\"을(를) 빼십시오",
            what: "VPC에 NAT가 있고 NAT로 도달할 수 있는 서비스의 인터페이스 엔드포인트도 있습니다.",
            why: "NAT는 인터넷의 모든 곳으로 이끌며 AWS의 서비스도 그곳에 있습니다. 곁에 둔 엔드포인트는 NAT의 기가바이트 요금을 아낄 만큼 통신이 많을 때만 이득입니다.",
            fix: "`endpoints`에서 그 서비스를 지우십시오.",
        }
        example: "stage dev { vpc { nat; } neon; }"
    }
}
