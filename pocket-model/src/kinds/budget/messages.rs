//! What the rule on `budget` says.

use crate::messages::{messages, phrases};

phrases! {
    cause(what, usd) { en: "{what} {usd} usd", ja: "{what} {usd} usd", ko: "{what} {usd} usd" }
    others(count, usd) { en: "{count} others {usd} usd", ja: "その他 {count} 件 {usd} usd", ko: "그 밖의 {count}건 {usd} usd" }
    saves(how, usd) { en: "{how} (saves {usd} usd)", ja: "{how}（{usd} usd の節約）", ko: "{how}({usd} usd 절약)" }
    raise(usd) { en: "write `budget: {usd}usd;`", ja: "`budget: {usd}usd;` と書く", ko: "`budget: {usd}usd;`라고 쓰기" }
    or_raise(usd) { en: "or write `budget: {usd}usd;`", ja: "または `budget: {usd}usd;` と書く", ko: "또는 `budget: {usd}usd;`라고 쓰기" }
}

messages! { "budget";
    error exceeded(stage, total, budget, causes) {
        en {
            say: "stage `{stage}` costs {total} usd a month while idle, and the budget is {budget} usd: {causes}",
            what: "What the stage has costs more each month than `budget` allows, although nobody visits it.",
            why: "NAT gateways, public addresses, interface endpoints, secrets in Secrets Manager and SnapStart snapshots are billed for as long as they exist. They are often brought by something else: `efs_cache` brings a VPC, and a database outside of it brings a NAT.",
            fix: "The help names cheaper ways with what each saves a month; some exclude others. Share another stage's NAT with `vpc from dev;`, take a NAT instance, or reach AWS by interface endpoints where nothing else is needed. Otherwise raise the budget. `cargo run -- cost` prints every line with its price.",
        }
        ja {
            say: "ステージ `{stage}` はアクセスがなくても月 {total} usd かかり、予算の {budget} usd を超えています: {causes}",
            what: "ステージにあるものの維持費が、アクセスがなくても `budget` の月額を超えています。",
            why: "NAT ゲートウェイ、パブリックアドレス、インターフェイスエンドポイント、Secrets Manager のシークレット、SnapStart のスナップショットは、存在する間ずっと課金されます。多くは他のものが連れてきます。`efs_cache` は VPC を、VPC の外のデータベースは NAT を必要とします。",
            fix: "ヘルプに、より安い方法と 1 か月の節約額があります（同時に使えないものもあります）。`vpc from dev;` で他のステージの NAT を共有する、NAT インスタンスにする、AWS のサービスしか使わないならインターフェイスエンドポイントにする、のいずれかです。それ以外は予算を上げてください。`cargo run -- cost` がすべての行を単価とともに表示します。",
        }
        ko {
            say: "스테이지 `{stage}`는 방문이 없어도 매달 {total} usd가 들어 예산 {budget} usd를 넘습니다: {causes}",
            what: "스테이지에 있는 것의 유지비가 방문이 없어도 `budget`의 월 금액을 넘습니다.",
            why: "NAT 게이트웨이, 퍼블릭 주소, 인터페이스 엔드포인트, Secrets Manager의 시크릿, SnapStart 스냅샷은 존재하는 동안 계속 요금이 나옵니다. 대개 다른 항목이 끌어옵니다. `efs_cache`는 VPC를, VPC 밖의 데이터베이스는 NAT를 필요로 합니다.",
            fix: "도움말에 더 싼 방법과 한 달 절약액이 있습니다(함께 쓸 수 없는 것도 있습니다). `vpc from dev;`로 다른 스테이지의 NAT를 함께 쓰거나, NAT 인스턴스를 쓰거나, AWS 서비스만 필요하면 인터페이스 엔드포인트를 쓰십시오. 아니면 예산을 올리십시오. `cargo run -- cost`가 모든 줄을 단가와 함께 보여 줍니다.",
        }
        example: "stage dev { budget: 60usd; neon; efs_cache; }"
    }
}
