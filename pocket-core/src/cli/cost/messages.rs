//! What a bill says, in the languages of the catalogue. The names of prices are the vendor's own, as on its pages.

use pocket_model::phrases;

phrases! {
    of_stage(stage, region, assumed) { en: "{stage} in {region}{assumed}", ja: "{stage}（{region}{assumed}）", ko: "{stage} ({region}{assumed})" }
    region_assumed() {
        en: ", which is assumed: the program names no region that pocket knows",
        ja: "、仮定: pocket の知るリージョンがプログラムに書かれていません",
        ko: ", 가정: pocket이 아는 리전이 프로그램에 없습니다"
    }
    on_this_machine(stage, region, assumed) {
        en: "{stage} runs on this machine and costs nothing; in {region}{assumed} it would cost",
        ja: "{stage} はこのマシンで動くため費用はかかりません。{region}{assumed} での費用は次のとおりです",
        ko: "{stage}은(는) 이 컴퓨터에서 실행되어 비용이 없습니다. {region}{assumed}에서의 비용은 다음과 같습니다"
    }
    an_hour(what, usd, place) { en: "{what}, {usd} an hour  ({place})", ja: "{what}、1 時間 {usd}  ({place})", ko: "{what}, 시간당 {usd}  ({place})" }
    on_the_bill_of(owner) {
        en: "the network is on the bill of {owner}",
        ja: "ネットワークは {owner} の請求に含まれます",
        ko: "네트워크는 {owner}의 청구에 들어 있습니다"
    }
    while_nobody_visits() {
        en: "usd a month while nobody visits",
        ja: "usd / 月（アクセスがないとき）",
        ko: "usd / 월(방문이 없을 때)"
    }
    while_nobody_visits_an_hour(usd) {
        en: "usd a month while nobody visits, {usd} an hour",
        ja: "usd / 月（アクセスがないとき）、1 時間 {usd}",
        ko: "usd / 월(방문이 없을 때), 시간당 {usd}"
    }
    cheaper(usd, how) { en: "cheaper by {usd}: {how}", ja: "{usd} 安くなります: {how}", ko: "{usd} 저렴해집니다: {how}" }
    less_than_a_cent(names) { en: "less than a cent each: {names}", ja: "それぞれ 1 セント未満: {names}", ko: "각각 1센트 미만: {names}" }
    neon_is_free() {
        en: "Neon, on its plan Free: 100 CU-hours a month and 0.5 GB for each of its projects, and then it stops",
        ja: "Neon の Free プラン: プロジェクトごとに月 100 CU 時間と 0.5 GB まで。超えると停止します",
        ko: "Neon의 Free 요금제: 프로젝트마다 월 100 CU-시간과 0.5GB까지이며 넘으면 멈춥니다"
    }
    times(quantity, name, usd, per) {
        en: "{quantity} × {name}, {usd} usd per {per}",
        ja: "{quantity} × {name}（{usd} usd / {per}）",
        ko: "{quantity} × {name}({usd} usd / {per})"
    }
    together(count) {
        en: "the {count} stages on AWS together, what they share counted once",
        ja: "AWS 上の {count} ステージの合計（共有するものは 1 回だけ数えます）",
        ko: "AWS의 스테이지 {count}개의 합계(공유하는 것은 한 번만 셉니다)"
    }
    to_aws() { en: "usd a month for the traffic to AWS", ja: "usd / 月（トラフィックに対して AWS へ）", ko: "usd / 월(트래픽에 대해 AWS로)" }
    to_neon() { en: "usd a month to Neon", ja: "usd / 月（Neon へ）", ko: "usd / 월(Neon으로)" }
    in_all(others) { en: "usd a month in all{others}", ja: "usd / 月（合計）{others}", ko: "usd / 월(합계){others}" }
    after_free(others) {
        en: "usd a month{others} if nothing else in the account uses what is free each month:",
        ja: "usd / 月{others}（毎月の無料枠をアカウントの他のものが使わない場合）:",
        ko: "usd / 월{others}(매월 무료 사용량을 계정의 다른 것이 쓰지 않는 경우):"
    }
    of_free(quantity, name, usd) { en: "{quantity} {name} ({usd})", ja: "{name} {quantity} ({usd})", ko: "{name} {quantity} ({usd})" }
    free_each_month(quantity) { en: "; {quantity} free each month in an account", ja: "。アカウントごとに毎月 {quantity} まで無料", ko: "; 계정마다 매월 {quantity}까지 무료" }

    // what the month is
    a_month(requests, milliseconds, kilobytes) {
        en: "A month: {requests} requests of {milliseconds} ms and {kilobytes} KB,",
        ja: "1 か月の内訳: リクエスト {requests} 件（各 {milliseconds} ms、{kilobytes} KB）、",
        ko: "한 달의 내역: 요청 {requests}건(각 {milliseconds}ms, {kilobytes}KB),"
    }
    each_request(log, query, percent, start) {
        en: "{log} KB of log and {query} KB to and from the database each, {percent} % of them starts of {start} s;",
        ja: "1 件あたりログ {log} KB、データベースとの通信 {query} KB。うち {percent} % は {start} 秒の起動。",
        ko: "건당 로그 {log}KB와 데이터베이스 통신 {query}KB. 그중 {percent}%는 {start}초의 시작."
    }
    files(stored, uploads, downloads, size) {
        en: "{stored} GB of files, {uploads} uploaded and {downloads} downloaded of {size} KB;",
        ja: "ファイル {stored} GB（{size} KB のアップロード {uploads} 件、ダウンロード {downloads} 件）、",
        ko: "파일 {stored}GB({size}KB의 업로드 {uploads}건, 다운로드 {downloads}건),"
    }
    cache_and_databases(cache, database, hours) {
        en: "a cache of {cache} GB; databases of {database} GB, awake {hours} hours;",
        ja: "キャッシュ {cache} GB、データベース {database} GB（稼働 {hours} 時間）、",
        ko: "캐시 {cache}GB, 데이터베이스 {database}GB(가동 {hours}시간),"
    }
    jobs(runs, seconds) {
        en: "{runs} runs of {seconds} s of further functions. `cost --help` names the arguments for all of it.",
        ja: "その他の関数の実行 {runs} 回（各 {seconds} 秒）。引数は `cost --help` にあります。",
        ko: "그 밖의 함수 실행 {runs}회(각 {seconds}초). 인수는 `cost --help`에 있습니다."
    }
    prices_of(month) {
        en: "On-demand prices of {month} for months of 730 hours, without taxes, credits, support and traffic between zones, from:",
        ja: "{month} のオンデマンド価格、1 か月 730 時間。税金、クレジット、サポート、アベイラビリティーゾーン間の通信は含みません。出典:",
        ko: "{month}의 온디맨드 가격, 한 달 730시간. 세금, 크레딧, 지원, 가용 영역 간 트래픽은 포함하지 않습니다. 출처:"
    }
    book_of(region, month) {
        en: "{region}, on-demand prices of {month} in usd, without taxes",
        ja: "{region}、{month} のオンデマンド価格（usd、税別）",
        ko: "{region}, {month}의 온디맨드 가격(usd, 세금 별도)"
    }
    a_price(amount, per, name, page, free) {
        en: "{amount} per {per}: {name} ({page}){free}",
        ja: "{amount} / {per}: {name}（{page}）{free}",
        ko: "{amount} / {per}: {name} ({page}){free}"
    }
    unchecked(mark) {
        en: "{mark} not compared with the vendor's price list",
        ja: "{mark} 提供元の価格表と照合していません",
        ko: "{mark} 제공사의 가격표와 대조하지 않았습니다"
    }
    unchecked_of_bill(mark) {
        en: "{mark} not compared with the vendor's price list; `cost --prices` shows all prices of the region.",
        ja: "{mark} 提供元の価格表と照合していません。`cost --prices` でリージョンのすべての価格を表示します。",
        ko: "{mark} 제공사의 가격표와 대조하지 않았습니다. `cost --prices`가 리전의 모든 가격을 보여 줍니다."
    }
    neon_bills() {
        en: "Neon bills for itself; `--neon-plan` takes free, launch or scale.",
        ja: "Neon は別に請求します。`--neon-plan` には free、launch、scale を書けます。",
        ko: "Neon은 따로 청구합니다. `--neon-plan`에는 free, launch, scale을 쓸 수 있습니다."
    }
}
