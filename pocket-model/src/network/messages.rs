//! The hops of a way in words, and what the audit of the templates says.

use super::{Side, Subnet};
use crate::messages::{Wording, messages, phrases};

/// "the private subnet in zone a"
pub fn subnet(subnet: &Subnet) -> Wording {
    match Side::of(&subnet.id) {
        Some(Side::Public) => public_subnet(&subnet.zone),
        Some(Side::Private) => private_subnet(&subnet.zone),
        Some(Side::Database) => database_subnet(&subnet.zone),
        None => own_subnet(&subnet.id, &subnet.zone),
    }
}

phrases! {
    public_subnet(zone) { en: "the public subnet in zone {zone}", ja: "ゾーン {zone} のパブリックサブネット", ko: "영역 {zone}의 퍼블릭 서브넷" }
    private_subnet(zone) { en: "the private subnet in zone {zone}", ja: "ゾーン {zone} のプライベートサブネット", ko: "영역 {zone}의 프라이빗 서브넷" }
    database_subnet(zone) { en: "the database subnet in zone {zone}", ja: "ゾーン {zone} のデータベースサブネット", ko: "영역 {zone}의 데이터베이스 서브넷" }
    own_subnet(id, zone) { en: "the subnet `{id}` in zone {zone}", ja: "ゾーン {zone} のサブネット `{id}`", ko: "영역 {zone}의 서브넷 `{id}`" }

    outside(resource) { en: "`{resource}` is not in the VPC", ja: "`{resource}` は VPC の中にありません", ko: "`{resource}`이(가) VPC 안에 없습니다" }
    no_table(subnet) { en: "{subnet} is not in exactly one route table", ja: "{subnet}がルートテーブル 1 つに関連付けられていません", ko: "{subnet}이 라우팅 테이블 하나에 연결되어 있지 않습니다" }
    no_route(subnet) { en: "{subnet} has no route to 0.0.0.0/0", ja: "{subnet}に 0.0.0.0/0 へのルートがありません", ko: "{subnet}에 0.0.0.0/0 경로가 없습니다" }
    dead_end(subnet, via) {
        en: "the route of {subnet} to 0.0.0.0/0 ends at `{via}`, which leads no further",
        ja: "{subnet}の 0.0.0.0/0 へのルートは `{via}` で途切れています",
        ko: "{subnet}의 0.0.0.0/0 경로는 `{via}`에서 끊깁니다"
    }
    no_address(resource, subnet) {
        en: "`{resource}` has no public address, which the internet gateway of {subnet} wants",
        ja: "`{resource}` には、{subnet}のインターネットゲートウェイに必要なパブリック IP アドレスがありません",
        ko: "`{resource}`에 {subnet}의 인터넷 게이트웨이가 요구하는 퍼블릭 IP 주소가 없습니다"
    }
    endpoint_missing(service) {
        en: "there is no interface endpoint for `{service}` and no route to the internet",
        ja: "`{service}` のインターフェイスエンドポイントもインターネットへのルートもありません",
        ko: "`{service}`의 인터페이스 엔드포인트도 인터넷 경로도 없습니다"
    }
    not_in_zone(component, zone) { en: "`{component}` is not in zone {zone}", ja: "`{component}` がゾーン {zone} にありません", ko: "`{component}`이(가) 영역 {zone}에 없습니다" }
    not_accepted(group, port, from) {
        en: "the security group `{group}` does not accept port {port} from `{from}`",
        ja: "セキュリティグループ `{group}` が `{from}` からのポート {port} を許可していません",
        ko: "보안 그룹 `{group}`이(가) `{from}`의 포트 {port}을(를) 허용하지 않습니다"
    }
    not_let_out(group, port, to) {
        en: "the security group `{group}` does not let port {port} out to `{to}`",
        ja: "セキュリティグループ `{group}` が `{to}` へのポート {port} の送信を許可していません",
        ko: "보안 그룹 `{group}`이(가) `{to}`(으)로 나가는 포트 {port}을(를) 허용하지 않습니다"
    }

    the_internet() { en: "the internet", ja: "インターネット", ko: "인터넷" }
    the_service(name) { en: "the service `{name}`", ja: "サービス `{name}`", ko: "서비스 `{name}`" }
    the_port(component, port) { en: "port {port} of `{component}`", ja: "`{component}` のポート {port}", ko: "`{component}`의 포트 {port}" }
    a_vpc() { en: "a VPC", ja: "VPC", ko: "VPC" }
    the_need() { en: "what needs it", ja: "これを必要とするもの", ko: "이것을 필요로 하는 것" }
}

messages! { "network";
    warning cut_path(item, what, hop) {
        en {
            say: "in the template as it is now `{item}` does not reach {what}: {hop}",
            help: "mend the `after_synth` function that changed it",
            what: "A function at `after_synth` changed the template, and now something in the stage does not reach what it needs.",
            why: "The template that pocket writes has a way from every component to what it needs, through routes and security groups. The changed template would deploy, and the function would wait until its timeout.",
            fix: "The message names the hop that is missing: give it back in the function at `after_synth`, or take what needs it out of the stage.",
        }
        ja {
            say: "現在のテンプレートでは `{item}` から{what}に到達できません。{hop}",
            help: "テンプレートを変更した `after_synth` の関数を直してください",
            what: "`after_synth` の関数がテンプレートを変更したため、ステージ内の何かが必要なものに到達できなくなりました。",
            why: "pocket が書くテンプレートには、各コンポーネントから必要なものまでの経路がルートとセキュリティグループを通して揃っています。変更後のテンプレートはデプロイできますが、関数はタイムアウトまで待つことになります。",
            fix: "メッセージが欠けている部分を示しています。`after_synth` の関数で元に戻すか、それを必要とするものをステージから外してください。",
        }
        ko {
            say: "현재 템플릿에서는 `{item}`에서 {what}에 도달할 수 없습니다. {hop}",
            help: "템플릿을 바꾼 `after_synth` 함수를 고치십시오",
            what: "`after_synth` 함수가 템플릿을 바꾸어 스테이지 안의 무언가가 필요한 것에 도달하지 못합니다.",
            why: "pocket이 쓰는 템플릿에는 각 구성 요소에서 필요한 것까지의 경로가 라우팅과 보안 그룹에 모두 있습니다. 바뀐 템플릿은 배포되지만 함수는 제한 시간까지 기다리게 됩니다.",
            fix: "메시지가 빠진 부분을 알려 줍니다. `after_synth` 함수에서 되돌리거나 그것이 필요한 항목을 스테이지에서 빼십시오.",
        }
        example: "stage dev { vpc { nat; } neon; efs_cache; }"
    }

    warning subnet_routes(subnet, count) {
        en {
            say: "in the template as it is now {subnet} is in {count} route tables, and AWS wants one",
            help: "mend the `after_synth` function that changed it",
            what: "A function at `after_synth` left a subnet in no route table, or put it into a second one.",
            why: "A subnet that is in none falls back to the VPC's main table, which has no way out; a second association fails while the stack is updated.",
            fix: "Write one `AWS::EC2::SubnetRouteTableAssociation` for each subnet.",
        }
        ja {
            say: "現在のテンプレートでは{subnet}が {count} 個のルートテーブルに関連付けられています。AWS では 1 個です",
            help: "テンプレートを変更した `after_synth` の関数を直してください",
            what: "`after_synth` の関数によって、サブネットがどのルートテーブルにも属さないか、2 つ目に関連付けられました。",
            why: "どれにも属さないサブネットには、外への経路がない VPC のメインルートテーブルが使われます。2 つ目の関連付けはスタックの更新時に失敗します。",
            fix: "サブネットごとに `AWS::EC2::SubnetRouteTableAssociation` を 1 つ書いてください。",
        }
        ko {
            say: "현재 템플릿에서는 {subnet}이 라우팅 테이블 {count}개에 연결되어 있습니다. AWS에서는 하나여야 합니다",
            help: "템플릿을 바꾼 `after_synth` 함수를 고치십시오",
            what: "`after_synth` 함수 때문에 서브넷이 라우팅 테이블에 없거나 두 번째 테이블에 연결되었습니다.",
            why: "어디에도 없는 서브넷은 나가는 길이 없는 VPC의 기본 테이블을 쓰고, 두 번째 연결은 스택 업데이트에서 실패합니다.",
            fix: "서브넷마다 `AWS::EC2::SubnetRouteTableAssociation`을 하나씩 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } neon; }"
    }

    warning subnet_range(subnet, range, other) {
        en {
            say: "in the template as it is now {subnet} has the range {range}, which does not fit beside {other}",
            help: "mend the `after_synth` function that changed it",
            what: "A function at `after_synth` added or changed a subnet so that it leaves the VPC's range or overlaps another subnet.",
            why: "AWS refuses such a subnet while the stack is updated.",
            fix: "Give it a range inside of the VPC's that no other subnet has, or write the ranges in `vpc { private_subnets: […]; }`, where they are checked.",
        }
        ja {
            say: "現在のテンプレートでは{subnet}の範囲 {range} が {other} と両立しません",
            help: "テンプレートを変更した `after_synth` の関数を直してください",
            what: "`after_synth` の関数が追加・変更したサブネットが、VPC の範囲を外れているか、別のサブネットと重なっています。",
            why: "AWS はスタックの更新時にそのようなサブネットを拒否します。",
            fix: "VPC の範囲内で他のサブネットと重ならない範囲にするか、検査される `vpc { private_subnets: […]; }` に範囲を書いてください。",
        }
        ko {
            say: "현재 템플릿에서는 {subnet}의 범위 {range}이(가) {other}와(과) 맞지 않습니다",
            help: "템플릿을 바꾼 `after_synth` 함수를 고치십시오",
            what: "`after_synth` 함수가 추가하거나 바꾼 서브넷이 VPC의 범위를 벗어나거나 다른 서브넷과 겹칩니다.",
            why: "AWS는 스택을 업데이트할 때 그런 서브넷을 거부합니다.",
            fix: "VPC 범위 안에서 다른 서브넷과 겹치지 않는 범위를 주거나, 검사되는 `vpc { private_subnets: […]; }`에 범위를 쓰십시오.",
        }
        example: "stage dev { vpc { nat; private_subnets: [\"10.0.32.0/20\", \"10.0.48.0/20\"]; public_subnets: [\"10.0.0.0/20\", \"10.0.16.0/20\"]; } neon; }"
    }
}

/// What somebody wants, as an object of "needs".
pub fn wanted(want: &super::Want) -> Wording {
    match want {
        super::Want::Network => a_vpc(),
        super::Want::Internet => the_internet(),
        super::Want::Service(service) => the_service(service),
        super::Want::Port { component, port, .. } => the_port(component, port),
    }
}
