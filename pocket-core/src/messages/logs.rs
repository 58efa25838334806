//! What `logs` says in the place of Lambda's own lines.

use pocket_model::phrases;

phrases! {
    cold_start(milliseconds, used, memory) {
        en: "cold start in {milliseconds} ms, {used} of {memory} MB",
        ja: "コールドスタート {milliseconds} ms、メモリ {used} / {memory} MB",
        ko: "콜드 스타트 {milliseconds}ms, 메모리 {used}/{memory}MB"
    }
    finished(milliseconds, used, memory) {
        en: "finished in {milliseconds} ms, {used} of {memory} MB",
        ja: "{milliseconds} ms で終了、メモリ {used} / {memory} MB",
        ko: "{milliseconds}ms에 종료, 메모리 {used}/{memory}MB"
    }
    out_of_memory(memory) {
        en: "out of memory: all {memory} MB were used; more with `lambda {{ memory: …mb; }}`",
        ja: "メモリ不足: {memory} MB をすべて使いました。`lambda {{ memory: …mb; }}` で増やせます",
        ko: "메모리 부족: {memory}MB를 모두 썼습니다. `lambda {{ memory: …mb; }}`로 늘릴 수 있습니다"
    }
    timed_out(seconds) {
        en: "timed out after {seconds} s; more with `lambda {{ timeout: …s; }}`",
        ja: "{seconds} 秒でタイムアウトしました。`lambda {{ timeout: …s; }}` で延ばせます",
        ko: "{seconds}초 만에 시간 초과되었습니다. `lambda {{ timeout: …s; }}`로 늘릴 수 있습니다"
    }
    function_exited(reason) {
        en: "the function's process ended: {reason}",
        ja: "関数のプロセスが終了しました: {reason}",
        ko: "함수의 프로세스가 끝났습니다: {reason}"
    }
    start_timed_out(milliseconds) {
        en: "the start timed out after {milliseconds} ms",
        ja: "起動が {milliseconds} ms でタイムアウトしました",
        ko: "시작이 {milliseconds}ms 만에 시간 초과되었습니다"
    }
    start_failed(milliseconds) {
        en: "the start failed after {milliseconds} ms",
        ja: "起動が {milliseconds} ms で失敗しました",
        ko: "시작이 {milliseconds}ms 만에 실패했습니다"
    }
    request_began(request) { en: "request {request}", ja: "リクエスト {request}", ko: "요청 {request}" }
    request_ended(request) { en: "end of request {request}", ja: "リクエスト {request} の終わり", ko: "요청 {request}의 끝" }
    command_ended(command, status) {
        en: "`{command}` ended with exit status {status}",
        ja: "`{command}` は終了ステータス {status} で終わりました",
        ko: "`{command}`이(가) 종료 코드 {status}(으)로 끝났습니다"
    }
    no_function(name) { en: "the stage has no function `{name}`", ja: "ステージに関数 `{name}` はありません", ko: "스테이지에 함수 `{name}`이(가) 없습니다" }
    the_functions_are(names) { en: "the functions are {names}", ja: "関数は {names} です", ko: "함수는 {names}입니다" }
    no_level(name) { en: "`{name}` is not a level", ja: "`{name}` というレベルはありません", ko: "`{name}`(이)라는 레벨은 없습니다" }
}
