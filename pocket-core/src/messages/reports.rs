//! What `status` and `destroy` report.

use pocket_model::phrases;

phrases! {
    // status
    embedded_cloud() { en: "embedded cloud", ja: "組み込みクラウド", ko: "임베디드 클라우드" }
    account(account, region) { en: "account {account}, {region}", ja: "アカウント {account}、{region}", ko: "계정 {account}, {region}" }
    nothing_deployed(stage) {
        en: "nothing is deployed: cargo run -- deploy -s {stage}",
        ja: "何もデプロイされていません: cargo run -- deploy -s {stage}",
        ko: "배포된 것이 없습니다: cargo run -- deploy -s {stage}"
    }
    stack(name, status) { en: "stack {name} ({status})", ja: "スタック {name} ({status})", ko: "스택 {name} ({status})" }
    of_stage(owner) { en: ", of stage {owner}", ja: "、ステージ {owner} のもの", ko: ", 스테이지 {owner}의 것" }
    resources(count) { en: "{count} resources", ja: "{count} 個のリソース", ko: "리소스 {count}개" }
    made_directly() { en: "made directly", ja: "直接作成", ko: "직접 생성" }
    secrets() { en: "secrets", ja: "シークレット", ko: "시크릿" }
    release() { en: "release", ja: "リリース", ko: "릴리스" }
    holds_data() { en: ", holds data", ja: "、データあり", ko: ", 데이터 있음" }
    as_declared() { en: "as declared", ja: "宣言どおり", ko: "선언대로" }
    missing() { en: "missing", ja: "なし", ko: "없음" }
    different() { en: "different", ja: "相違あり", ko: "다름" }
    foreign() { en: "foreign", ja: "他のもの", ko: "다른 곳의 것" }
    undeclared() { en: "undeclared", ja: "未宣言", ko: "선언 없음" }
    unknown() { en: "unknown", ja: "不明", ko: "알 수 없음" }
    set() { en: "set", ja: "設定済み", ko: "설정됨" }
    no_release() { en: "no release", ja: "リリースなし", ko: "릴리스 없음" }
    version(number) { en: "version {number}", ja: "バージョン {number}", ko: "버전 {number}" }

    // destroy
    is_protected(stage) { en: "stage `{stage}` is protected", ja: "ステージ `{stage}` は保護されています", ko: "스테이지 `{stage}`은(는) 보호되어 있습니다" }
    unprotect(stage, file) {
        en: "delete `protected;` from stage {stage} in {file}, then run the same command again",
        ja: "{file} のステージ {stage} から `protected;` を削除し、同じコマンドをもう一度実行してください",
        ko: "{file}의 스테이지 {stage}에서 `protected;`를 지우고 같은 명령을 다시 실행하십시오"
    }
    is_used(other, what, stage) {
        en: "stage `{other}` uses the {what} of stage `{stage}`",
        ja: "ステージ `{other}` がステージ `{stage}` の {what} を使っています",
        ko: "스테이지 `{other}`이(가) 스테이지 `{stage}`의 {what}을(를) 쓰고 있습니다"
    }
    holds_the_data() { en: "holds data", ja: "データがあります", ko: "데이터가 있습니다" }
    belongs_to_data() { en: "belongs to the data that stays", ja: "残すデータに必要です", ko: "남는 데이터에 필요합니다" }
    deleting(kind) { en: "deleting {kind}", ja: "{kind}を削除", ko: "{kind} 삭제" }
    nothing_exists(name) { en: "{name}: nothing exists", ja: "{name}: 何も存在しません", ko: "{name}: 아무것도 없습니다" }
    nothing_to_delete(name) { en: "{name}: nothing to delete", ja: "{name}: 削除するものはありません", ko: "{name}: 삭제할 것이 없습니다" }
    deletes(name) { en: "{name}: deletes", ja: "{name}: 削除するもの", ko: "{name}: 삭제할 것" }
    stays() { en: "stays", ja: "残すもの", ko: "남길 것" }
    with_its_data() { en: ", with its data", ja: "、データも含む", ko: ", 데이터 포함" }
    deletes_data_too() { en: "deletes the data too", ja: "データも削除します", ko: "데이터도 삭제합니다" }
    in_account(name, account, region) {
        en: "{name} in account {account}, {region}",
        ja: "{name}（アカウント {account}、{region}）",
        ko: "{name}(계정 {account}, {region})"
    }
    nothing_is_left(name) { en: "{name}: nothing is left", ja: "{name}: 何も残っていません", ko: "{name}: 아무것도 남지 않았습니다" }
    only_kept_is_left(name) {
        en: "{name}: nothing is left but what was kept",
        ja: "{name}: 残すとしたもの以外は残っていません",
        ko: "{name}: 남기기로 한 것 외에는 남지 않았습니다"
    }
    this_is_left(name) { en: "{name}: this is left", ja: "{name}: 次のものが残っています", ko: "{name}: 다음이 남아 있습니다" }

    // kinds of things
    a_stack() { en: "stack", ja: "スタック", ko: "스택" }
    a_log_group() { en: "log group", ja: "ロググループ", ko: "로그 그룹" }
    a_layer() { en: "layer", ja: "レイヤー", ko: "계층" }
    a_secret() { en: "secret", ja: "シークレット", ko: "시크릿" }
    a_managed_secret() { en: "secret in Secrets Manager", ja: "Secrets Manager のシークレット", ko: "Secrets Manager의 시크릿" }
}
