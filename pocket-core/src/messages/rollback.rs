//! What `rollback` and `releases` say.

use pocket_model::phrases;

phrases! {
    // why nothing moved
    no_release(stage) { en: "stage `{stage}` has no release yet", ja: "ステージ `{stage}` にはまだリリースがありません", ko: "스테이지 `{stage}`에는 아직 릴리스가 없습니다" }
    no_such_release(number, known) {
        en: "there is no release {number}: those that are kept are {known}",
        ja: "リリース {number} はありません。残っているのは {known} です",
        ko: "릴리스 {number}이(가) 없습니다. 남아 있는 것은 {known}입니다"
    }
    never_served(number, phase) {
        en: "release {number} failed at `{phase}` and never served",
        ja: "リリース {number} は「{phase}」で失敗し、公開されたことがありません",
        ko: "릴리스 {number}은(는) '{phase}'에서 실패하여 서비스된 적이 없습니다"
    }
    unknown_release() {
        en: "the site serves none of the releases that are kept, so there is no one before it: name the release",
        ja: "公開中のものは、残っているどのリリースでもありません。戻る先のリリースの番号を指定してください",
        ko: "서비스 중인 것은 남아 있는 어느 릴리스도 아닙니다. 돌아갈 릴리스 번호를 지정하십시오"
    }
    nothing_before(number) {
        en: "release {number} serves, and none before it is kept",
        ja: "公開中のリリース {number} より前のリリースは残っていません",
        ko: "서비스 중인 릴리스 {number}보다 앞선 릴리스가 남아 있지 않습니다"
    }
    version_is_gone(number, version) {
        en: "release {number} cannot serve: {version} was deleted",
        ja: "リリース {number} は公開できません: {version} が削除されています",
        ko: "릴리스 {number}을(를) 서비스할 수 없습니다: {version}이(가) 삭제되었습니다"
    }
    schema_is_ahead(number, names) {
        en: "release {number} does not know these migrations, which were applied since, and may fail with them: {names}",
        ja: "リリース {number} は、その後に適用された次のマイグレーションを知らないため、動かないおそれがあります: {names}",
        ko: "릴리스 {number}은(는) 그 뒤에 적용된 다음 마이그레이션을 알지 못해 동작하지 않을 수 있습니다: {names}"
    }
    if_it_runs(number) { en: "if release {number} runs with them", ja: "リリース {number} がその状態で動く場合", ko: "릴리스 {number}이(가) 그 상태로 동작한다면" }
    undoes_it() {
        en: "undoes them first, with the code that serves now: what they added is dropped with its data",
        ja: "先に公開中のコードで元に戻す。追加されたものはデータごと失われます",
        ko: "먼저 서비스 중인 코드로 되돌리기. 추가된 것은 데이터와 함께 사라집니다"
    }

    // what was done
    serves_already(number) { en: "release {number} serves already", ja: "リリース {number} は既に公開中です", ko: "릴리스 {number}이(가) 이미 서비스 중입니다" }
    serves(number, seconds) { en: "release {number} serves (switched in {seconds} s)", ja: "リリース {number} を公開しました（切り替え {seconds} 秒）", ko: "릴리스 {number}을(를) 서비스합니다(전환 {seconds}초)" }
    forward_again(command) { en: "forward again: {command}", ja: "元に戻すには: {command}", ko: "다시 앞으로: {command}" }
    stays_as_it_was(function, number) {
        en: "{function} was no part of release {number} and serves on as it was",
        ja: "{function} はリリース {number} にはなかったため、そのまま公開を続けます",
        ko: "{function}은(는) 릴리스 {number}에 없었으므로 그대로 서비스합니다"
    }
    schema_was_ahead(number, names) {
        en: "the database has migrations that release {number} does not know and that no release recorded: {names}. Look at the site, and go forward again if it fails",
        ja: "データベースに、リリース {number} が知らず、どのリリースにも記録されていないマイグレーションがあります: {names}。サイトを確認し、動かなければ元に戻してください",
        ko: "데이터베이스에 릴리스 {number}이(가) 알지 못하고 어느 릴리스에도 기록되지 않은 마이그레이션이 있습니다: {names}. 사이트를 확인하고 동작하지 않으면 다시 앞으로 가십시오"
    }

    // releases
    live() { en: "live", ja: "公開中", ko: "서비스 중" }
    cut_off() { en: "in part", ja: "一部", ko: "일부" }
    share(percent) { en: "{percent} %", ja: "{percent} %", ko: "{percent} %" }
    failed_at(phase) { en: "failed at `{phase}`", ja: "「{phase}」で失敗", ko: "'{phase}'에서 실패" }
    migrations(names) { en: "migrations: {names}", ja: "マイグレーション: {names}", ko: "마이그레이션: {names}" }
    size(size) { en: "size: {size}", ja: "サイズ: {size}", ko: "크기: {size}" }
    none() { en: "no release yet: cargo run -- deploy", ja: "まだリリースはありません: cargo run -- deploy", ko: "아직 릴리스가 없습니다: cargo run -- deploy" }
    of_release(number) { en: "release {number}", ja: "リリース {number}", ko: "릴리스 {number}" }

    // deploy after a rollback
    comes_back(number, live) {
        en: "release {live} serves by a rollback; the code here is that of release {number}, and a deploy brings it back",
        ja: "ロールバックによりリリース {live} が公開中です。手元のコードはリリース {number} と同じで、デプロイするとそれが再び公開されます",
        ko: "롤백으로 릴리스 {live}이(가) 서비스 중입니다. 이곳의 코드는 릴리스 {number}의 것이며 배포하면 그것이 다시 서비스됩니다"
    }
    goes_on(live) {
        en: "release {live} serves by a rollback; a deploy puts the code here in its place",
        ja: "ロールバックによりリリース {live} が公開中です。デプロイすると手元のコードに置き換わります",
        ko: "롤백으로 릴리스 {live}이(가) 서비스 중입니다. 배포하면 이곳의 코드로 바뀝니다"
    }
}
