//! What `analyze` says.

use pocket_model::phrases;

phrases! {
    starting() { en: "cold starts", ja: "コールドスタート", ko: "콜드 스타트" }
    starts(count) { en: "{count} starts", ja: "{count} 回起動しました", ko: "{count}번 시작했습니다" }

    title(stage, ms, python) {
        en: "{stage}: a cold start takes {ms} ms of processor time on this machine, Python {python}",
        ja: "{stage}: コールドスタートに必要なプロセッサ時間は、このマシンで {ms} ms です（Python {python}）",
        ko: "{stage}: 콜드 스타트에 드는 프로세서 시간은 이 컴퓨터에서 {ms} ms입니다(Python {python})"
    }
    by_phase() { en: "ms  what happens", ja: "ms  内容", ko: "ms  하는 일" }
    interpreter() { en: "Python itself", ja: "Python 本体", ko: "Python 자체" }
    settings() { en: "the settings, with what they import", ja: "設定（設定が import するものを含む）", ko: "설정(설정이 import하는 것 포함)" }
    secrets() { en: "the secrets", ja: "シークレット", ko: "시크릿" }
    logging() { en: "the configuration of the log", ja: "ログの設定", ko: "로그 설정" }
    app(name) { en: "the app {name}, with its models", ja: "アプリ {name}（モデルを含む）", ko: "앱 {name}(모델 포함)" }
    ready(name) { en: "ready() of {name}", ja: "{name} の ready()", ko: "{name}의 ready()" }
    middleware() { en: "the middleware", ja: "ミドルウェア", ko: "미들웨어" }
    rest() { en: "what Django and pocket import beside that", ja: "そのほかに Django と pocket が import するもの", ko: "그 밖에 Django와 pocket이 import하는 것" }
    small(count) { en: "{count} parts of less than 1 ms", ja: "1 ms 未満の部分が {count} 件", ko: "1 ms 미만인 부분 {count}개" }

    by_owner() { en: "ms  whose code", ja: "ms  誰のコードか", ko: "ms  누구의 코드인가" }
    of_project() { en: "the project's own", ja: "このプロジェクト", ko: "이 프로젝트" }
    of_packages() { en: "its packages", ja: "パッケージ", ko: "패키지" }
    of_django() { en: "Django", ja: "Django", ko: "Django" }
    of_pocket() { en: "pocket", ja: "pocket", ko: "pocket" }
    of_python() { en: "Python", ja: "Python", ko: "Python" }

    by_import() { en: "ms  imports, with what each brings about", ja: "ms  import（それぞれが引き起こすものを含む）", ko: "ms  import(각각이 일으키는 것 포함)" }
    request(path, ms, status) {
        en: "The first request, GET {path}, takes {ms} ms more (status {status}; there is no database here)",
        ja: "最初のリクエスト GET {path} に、さらに {ms} ms かかります（ステータス {status}。ここにはデータベースがありません）",
        ko: "첫 요청 GET {path}에 {ms} ms가 더 걸립니다(상태 {status}. 여기에는 데이터베이스가 없습니다)"
    }

    nothing_to_move() {
        en: "Nothing of the project's own takes long enough to be moved out of the start.",
        ja: "起動から外に移すほど時間のかかるものは、このプロジェクトにありません。",
        ko: "시작에서 밖으로 옮길 만큼 오래 걸리는 것은 이 프로젝트에 없습니다."
    }
    what_to_move() { en: "What to do later", ja: "後回しにするとよいもの", ko: "나중에 하면 좋은 것" }
    an_import(ms, module) {
        en: "{ms} ms  {module}, which nothing else imports",
        ja: "{ms} ms  {module}（ほかには import されていません）",
        ko: "{ms} ms  {module}(다른 곳에서는 import하지 않습니다)"
    }
    delete_line(place, text) { en: "{place}: delete `{text}`", ja: "{place}: `{text}` を削除します", ko: "{place}: `{text}`를 지웁니다" }
    type_in(place, name, text) {
        en: "{place}: at the top of `{name}` type `{text}`",
        ja: "{place}: `{name}` の先頭に `{text}` と書きます",
        ko: "{place}: `{name}`의 맨 앞에 `{text}`라고 씁니다"
    }
    unused(place, text) {
        en: "{place}: nothing in the file uses `{text}`; delete it, if it is not there for its side effects",
        ja: "{place}: `{text}` はこのファイルで使われていません。副作用のためでなければ削除します",
        ko: "{place}: 이 파일은 `{text}`를 쓰지 않습니다. 부작용 때문이 아니면 지웁니다"
    }
    needed(place, text, line) {
        en: "{place}: line {line} uses `{text}` while the file is imported; move that line into a function, and the import with it",
        ja: "{place}: {line} 行目がファイルの import 中に `{text}` を使っています。その行を関数の中に移し、import も一緒に移します",
        ko: "{place}: {line}번째 줄이 파일을 import하는 동안 `{text}`를 씁니다. 그 줄을 함수 안으로 옮기고 import도 함께 옮깁니다"
    }
    a_module(ms, module) {
        en: "{ms} ms  {module}, while it is imported",
        ja: "{ms} ms  {module}（import 中の処理）",
        ko: "{ms} ms  {module}(import하는 동안의 처리)"
    }
    move_work(place) {
        en: "{place}: move what it computes into a function that is called when it is needed; `functools.cache` keeps the result",
        ja: "{place}: 計算を、必要なときに呼ぶ関数の中に移します。`functools.cache` で結果を保持できます",
        ko: "{place}: 계산을 필요할 때 부르는 함수 안으로 옮깁니다. `functools.cache`로 결과를 유지할 수 있습니다"
    }
    a_ready(ms, app) { en: "{ms} ms  ready() of {app}", ja: "{ms} ms  {app} の ready()", ko: "{ms} ms  {app}의 ready()" }
    move_ready(place) {
        en: "{place}: connect signals and register checks here, and do the rest when it is first needed",
        ja: "{place}: ここではシグナルの接続とチェックの登録だけを行い、残りは最初に必要になったときに行います",
        ko: "{place}: 여기서는 시그널 연결과 검사 등록만 하고, 나머지는 처음 필요할 때 합니다"
    }
}
