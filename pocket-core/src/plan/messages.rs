//! What a plan says, in the languages of the catalogue. Names of resources, properties and of AWS's states are the same in each.

use pocket_model::messages::Wording;
use pocket_model::phrases;

phrases! {
    nothing(stage) { en: "{stage}: nothing to do", ja: "{stage}: 変更はありません", ko: "{stage}: 변경할 것이 없습니다" }
    live(version, function) {
        en: ", version {version} of {function} is live",
        ja: "（{function} のバージョン {version} が公開中）",
        ko: " ({function}의 버전 {version}이 서비스 중)"
    }
    embedded_cloud() { en: "embedded cloud", ja: "組み込みクラウド", ko: "임베디드 클라우드" }
    account(account, region) { en: "account {account}, {region}", ja: "アカウント {account}、{region}", ko: "계정 {account}, {region}" }
    checks() { en: "checks", ja: "確認", ko: "확인" }

    // headings
    made_directly() { en: "made directly", ja: "直接作成", ko: "직접 생성" }
    secrets() { en: "secrets", ja: "シークレット", ko: "시크릿" }
    stack(name, what) { en: "stack {name} ({what})", ja: "スタック {name} ({what})", ko: "스택 {name} ({what})" }
    release() { en: "release", ja: "リリース", ko: "릴리스" }
    left_out() { en: "left out on the embedded cloud", ja: "組み込みクラウドでは省略", ko: "임베디드 클라우드에서 생략" }
    standing_cost(usd) { en: "standing cost: {usd} USD a month", ja: "固定費: 月 {usd} USD", ko: "고정 비용: 월 {usd} USD" }
    cheaper(usd, how) { en: "cheaper by {usd}: {how}", ja: "{usd} 安くなります: {how}", ko: "{usd} 저렴해집니다: {how}" }

    // lines
    not_ours() { en: " (exists, and is not this stage's)", ja: "（既に存在し、このステージのものではありません）", ko: " (이미 있으며 이 스테이지의 것이 아닙니다)" }
    from(id, origin) { en: "{id} from {origin}", ja: "{id} ← {origin}", ko: "{id} ← {origin}" }
    new_stack() { en: "new", ja: "新規", ko: "신규" }
    left_by_failure(status) {
        en: "{status}: left by a creation that failed, is deleted and made again",
        ja: "{status}: 失敗した作成の残り。削除して作り直します",
        ko: "{status}: 실패한 생성이 남긴 것. 삭제하고 다시 만듭니다"
    }
    busy() { en: "; its operation is waited for first", ja: "。実行中の操作の完了を待ちます", ko: "; 진행 중인 작업을 먼저 기다립니다" }
    parameter(change) { en: "parameter {change}", ja: "パラメータ {change}", ko: "파라미터 {change}" }
    output(change) { en: "output {change}", ja: "出力 {change}", ko: "출력 {change}" }
    resources(count) { en: "{count} resources:", ja: "{count} 個のリソース:", ko: "리소스 {count}개:" }
    replaced() { en: ", replaced", ja: "、置換", ko: ", 교체" }
    old_is_kept() { en: ", the old one is kept", ja: "、古いものは残ります", ko: ", 이전 것은 남습니다" }
    loses_data() { en: ", LOSES ITS DATA", ja: "、データが失われます", ko: ", 데이터가 사라집니다" }
    fixed_at_creation() { en: " (fixed at creation)", ja: "（作成後は変更不可）", ko: " (생성 후 변경 불가)" }
    changed() { en: "(changed)", ja: "（変更）", ko: "(변경)" }
    none() { en: "(none)", ja: "（なし）", ko: "(없음)" }

    // the release
    first_release() { en: "first release", ja: "最初のリリース", ko: "첫 릴리스" }
    new_code() { en: "new code", ja: "新しいコード", ko: "새 코드" }
    same_code() { en: "same code, new configuration", ja: "コードは同じ、新しい設定", ko: "코드는 같고 새 구성" }
    new_configuration() { en: "new configuration", ja: "新しい設定", ko: "새 구성" }
    new_dependencies() { en: "new dependencies", ja: "新しい依存パッケージ", ko: "새 종속 패키지" }
    same_dependencies() { en: "same dependencies", ja: "依存パッケージは同じ", ko: "종속 패키지 동일" }
    publish() { en: "publish", ja: "公開準備", ko: "버전 발행" }
    start() { en: "start", ja: "起動", ko: "시작" }
    migrate_databases() { en: "migrate", ja: "マイグレーション", ko: "마이그레이션" }
    smoke_test() { en: "smoke test", ja: "動作確認", ko: "동작 확인" }
    canary() { en: "canary", ja: "カナリア", ko: "카나리아" }
    switch() { en: "switch", ja: "切り替え", ko: "전환" }
    migrate() { en: ", migrate", ja: "、マイグレーション", ko: ", 마이그레이션" }

    // migrations
    migrations() { en: "migrations", ja: "マイグレーション", ko: "마이그레이션" }
    harmless() { en: "harmless", ja: "無害", ko: "무해" }
    allowed() { en: "allowed by name", ja: "許可済み", ko: "이름으로 허용됨" }
    to_be_checked(table) {
        en: "to be checked against the rows of `{table}`, by the deploy",
        ja: "`{table}` の行数によるため、デプロイ時に確認します",
        ko: "`{table}`의 행 수에 따라 다르므로 배포할 때 확인합니다"
    }
    rows(table, count) { en: "`{table}` has {count} rows", ja: "`{table}` は {count} 行", ko: "`{table}`은(는) {count}행" }
    took(seconds) { en: "{seconds} s in the rehearsal", ja: "リハーサルで {seconds} 秒", ko: "리허설에서 {seconds}초" }
    without_harm() { en: "without harm:", ja: "害のない方法:", ko: "해 없는 방법:" }

    // the last line
    to_add(count) { en: "{count} to add", ja: "追加 {count}", ko: "추가 {count}" }
    to_change(count) { en: "{count} to change", ja: "変更 {count}", ko: "변경 {count}" }
    to_replace(count) { en: "{count} to replace", ja: "置換 {count}", ko: "교체 {count}" }
    to_remove(count) { en: "{count} to remove", ja: "削除 {count}", ko: "삭제 {count}" }
    more() { en: "(-v lists every resource)", ja: "（-v ですべてのリソースを表示）", ko: "(-v로 모든 리소스 표시)" }

    // why a value will differ
    of_parameter(name) { en: "parameter {name}", ja: "パラメータ {name}", ko: "파라미터 {name}" }
    is_replaced(name) { en: "{name} is replaced", ja: "{name} が置換されます", ko: "{name}이(가) 교체됩니다" }
    output_of(key, stack) { en: "output {key} of {stack}", ja: "{stack} の出力 {key}", ko: "{stack}의 출력 {key}" }
    output_of_shared(key, stack, owner) {
        en: "output {key} of {stack}, which stage {owner} owns",
        ja: "{stack}（ステージ {owner} のもの）の出力 {key}",
        ko: "{stack}(스테이지 {owner}의 것)의 출력 {key}"
    }
    python_of_project() { en: "the project's Python", ja: "プロジェクトの Python", ko: "프로젝트의 Python" }

    // what is worth knowing, and what stops a deploy
    undeclared(bucket) {
        en: "the bucket `{bucket}` is no longer declared: it stays with its data until `destroy --delete-data`, or until it is declared again",
        ja: "バケット `{bucket}` は宣言されなくなりました。`destroy --delete-data` を実行するか再び宣言するまで、データとともに残ります",
        ko: "버킷 `{bucket}`이(가) 더 이상 선언되지 않았습니다. `destroy --delete-data`를 실행하거나 다시 선언할 때까지 데이터와 함께 남습니다"
    }
    locked(who, what, since) {
        en: "{who} began `{what}` at {since} and may still be running it",
        ja: "{who} が {since} に `{what}` を開始し、まだ実行中かもしれません",
        ko: "{who}이(가) {since}에 `{what}`을(를) 시작했으며 아직 실행 중일 수 있습니다"
    }
    taken_over(whose) { en: "taken over: {whose}", ja: "引き継ぎ: {whose}", ko: "넘겨받음: {whose}" }
    exists_already(item, name, whose) {
        en: "{item} `{name}` exists already, and {whose}",
        ja: "{item} `{name}` は既に存在します: {whose}",
        ko: "{item} `{name}`이(가) 이미 있습니다: {whose}"
    }
    takes_it_over() { en: "takes it over, with its contents", ja: "中身ごと引き継ぎます", ko: "내용과 함께 넘겨받습니다" }
    no_shared_stack(stack, owner) {
        en: "stack `{stack}` does not exist: stage `{owner}` owns it and has not been deployed",
        ja: "スタック `{stack}` がありません。所有するステージ `{owner}` がまだデプロイされていません",
        ko: "스택 `{stack}`이(가) 없습니다. 소유한 스테이지 `{owner}`이(가) 아직 배포되지 않았습니다"
    }
    nothing_to_share(stack, owner, status) {
        en: "stack `{stack}` of stage `{owner}` is {status}, so there is nothing to share",
        ja: "ステージ `{owner}` のスタック `{stack}` は {status} のため、共有するものがありません",
        ko: "스테이지 `{owner}`의 스택 `{stack}`이(가) {status} 상태라 공유할 것이 없습니다"
    }
    warning(text) { en: "warning: {text}", ja: "warning: {text}", ko: "warning: {text}" }
}

/// A phase of a release, as [`super::ReleaseChange::phases`] names it.
pub fn phase(name: &str) -> Wording {
    match name {
        "publish" => publish(),
        "start" => start(),
        "migrate" => migrate_databases(),
        "smoke test" => smoke_test(),
        "canary" => canary(),
        _ => switch(),
    }
}
