//! What `shell` and `dbshell` say.

use pocket_model::phrases;

phrases! {
    protected(stage, command) {
        en: "stage `{stage}` is protected: `{command}` asks first, and there is no terminal",
        ja: "ステージ `{stage}` は保護されています。`{command}` は先に確認しますが、端末がありません",
        ko: "스테이지 `{stage}`은(는) 보호되어 있습니다. `{command}`은(는) 먼저 확인하는데 터미널이 없습니다"
    }
    type_to_go_on(stage, name) {
        en: "Stage `{stage}` is protected. Type {name} to go on:",
        ja: "ステージ `{stage}` は保護されています。続けるには {name} と入力してください:",
        ko: "스테이지 `{stage}`은(는) 보호되어 있습니다. 계속하려면 {name}을(를) 입력하십시오:"
    }
    not_opened(stage) { en: "stage `{stage}` was not opened", ja: "ステージ `{stage}` は開きませんでした", ko: "스테이지 `{stage}`을(를) 열지 않았습니다" }
    no_database(stage) { en: "stage `{stage}` has no database", ja: "ステージ `{stage}` にデータベースはありません", ko: "스테이지 `{stage}`에 데이터베이스가 없습니다" }
    declare_one() { en: "write into the block: neon;", ja: "ブロックに書いてください: neon;", ko: "블록에 쓰십시오: neon;" }
    no_such_database(stage, name) {
        en: "stage `{stage}` has no database `{name}`",
        ja: "ステージ `{stage}` にデータベース `{name}` はありません",
        ko: "스테이지 `{stage}`에 데이터베이스 `{name}`이(가) 없습니다"
    }
    the_databases_are(names) { en: "the databases are {names}", ja: "データベースは {names} です", ko: "데이터베이스는 {names}입니다" }
    not_postgres(name) {
        en: "the secret `{name}` holds no connection URI of PostgreSQL",
        ja: "シークレット `{name}` は PostgreSQL の接続 URI ではありません",
        ko: "시크릿 `{name}`은(는) PostgreSQL의 연결 URI가 아닙니다"
    }
    no_way_in(stage) {
        en: "psql could not connect. A database inside of a VPC cannot be reached from here; SQL also runs in the function: echo 'select 1' | cargo run -- manage -s {stage} -- dbshell",
        ja: "psql は接続できませんでした。VPC の中のデータベースにはここから届きません。SQL は関数の中でも実行できます: echo 'select 1' | cargo run -- manage -s {stage} -- dbshell",
        ko: "psql이 연결하지 못했습니다. VPC 안의 데이터베이스에는 여기서 닿을 수 없습니다. SQL은 함수 안에서도 실행할 수 있습니다: echo 'select 1' | cargo run -- manage -s {stage} -- dbshell"
    }
    is_an_image() {
        en: "the live release is a container image, and this machine cannot run it as it is",
        ja: "公開中のリリースはコンテナイメージで、このマシンではそのまま実行できません",
        ko: "서비스 중인 릴리스는 컨테이너 이미지라서 이 컴퓨터에서 그대로 실행할 수 없습니다"
    }
    other_machine(arch) {
        en: "the live release has packages for Linux on {arch}, and this is another kind of machine",
        ja: "公開中のリリースのパッケージは {arch} の Linux 用で、このマシンとは種類が違います",
        ko: "서비스 중인 릴리스의 패키지는 {arch} Linux용인데 이 컴퓨터는 종류가 다릅니다"
    }
    unknown_release() {
        en: "nothing that this version of pocket released is live",
        ja: "このバージョンの pocket がリリースしたものは公開されていません",
        ko: "이 버전의 pocket이 릴리스한 것이 서비스 중이 아닙니다"
    }
    runs_in_the_cloud() { en: "runs in the function", ja: "関数の中で実行します", ko: "함수 안에서 실행합니다" }
    fetching() { en: "live release", ja: "公開中のリリース", ko: "서비스 중인 릴리스" }
    opened(stage) {
        en: "The code of the live release runs on this machine, with the database and the secrets of stage `{stage}`.",
        ja: "公開中のリリースのコードをこのマシンで、ステージ `{stage}` のデータベースとシークレットを使って実行します。",
        ko: "서비스 중인 릴리스의 코드를 이 컴퓨터에서, 스테이지 `{stage}`의 데이터베이스와 시크릿으로 실행합니다."
    }
}
