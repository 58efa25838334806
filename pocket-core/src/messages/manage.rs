//! What `manage` says, beside what the command itself writes.

use pocket_model::phrases;

phrases! {
    input_too_long(megabytes) {
        en: "the input of the command is {megabytes} MB, and Lambda takes no more than 6 MB, of which other things than text take 4/3",
        ja: "コマンドへの入力は {megabytes} MB ですが、Lambda の上限は 6 MB です（テキスト以外は 4/3 倍に数えます）",
        ko: "명령의 입력은 {megabytes}MB인데 Lambda의 한도는 6MB입니다(텍스트가 아닌 것은 4/3배로 셉니다)"
    }
    upload_it() {
        en: "upload it to S3 and let the command read it there",
        ja: "S3 にアップロードし、コマンドからそこを読んでください",
        ko: "S3에 업로드하고 명령이 거기서 읽게 하십시오"
    }
    reading_input() {
        en: "reading the command's standard input to its end (Ctrl-D); `< /dev/null` gives it none",
        ja: "コマンドの標準入力を最後まで（Ctrl-D）読んでいます。入力がなければ `< /dev/null` を付けてください",
        ko: "명령의 표준 입력을 끝까지(Ctrl-D) 읽고 있습니다. 입력이 없으면 `< /dev/null`을 붙이십시오"
    }
    lost() {
        en: "the connection was lost; the command goes on, and its log is followed instead",
        ja: "接続が切れました。コマンドは続いているため、代わりにログを追います",
        ko: "연결이 끊겼습니다. 명령은 계속되므로 대신 로그를 따라갑니다"
    }
    missing(bytes) {
        en: "{bytes} bytes of output are missing here: they are too many for Lambda's answer, and the log did not give them",
        ja: "ここで {bytes} バイトの出力が欠けています。Lambda の応答に収まらず、ログからも取得できませんでした",
        ko: "여기서 출력 {bytes}바이트가 빠졌습니다. Lambda의 응답에 담기지 않았고 로그에서도 얻지 못했습니다"
    }
    detached(command, run) {
        en: "`{command}` goes on in the cloud until it ends, 15 minutes at most. To see the rest: cargo run -- manage --attach {run}",
        ja: "`{command}` はクラウドで終わるまで（最大 15 分）続きます。続きを見るには: cargo run -- manage --attach {run}",
        ko: "`{command}`은(는) 클라우드에서 끝날 때까지(최대 15분) 계속됩니다. 이어서 보려면: cargo run -- manage --attach {run}"
    }
    stopped(command) {
        en: "`{command}` was stopped before it had finished: a function of Lambda runs for 15 minutes at most",
        ja: "`{command}` は終わる前に止められました。Lambda の関数が実行できるのは最大 15 分です",
        ko: "`{command}`은(는) 끝나기 전에 중지되었습니다. Lambda 함수는 최대 15분 동안 실행됩니다"
    }
    smaller_steps(command) {
        en: "run it in smaller steps, or on this machine: cargo run -- manage --local -- {command}",
        ja: "小さく分けて実行するか、このマシンで実行してください: cargo run -- manage --local -- {command}",
        ko: "더 작게 나누어 실행하거나 이 컴퓨터에서 실행하십시오: cargo run -- manage --local -- {command}"
    }

    // no end is known
    timed_out(command) {
        en: "the function's time ran out, and Lambda ended it while `{command}` ran",
        ja: "関数の制限時間が切れ、`{command}` の実行中に Lambda が終了させました",
        ko: "함수의 제한 시간이 다 되어 `{command}` 실행 중에 Lambda가 끝냈습니다"
    }
    out_of_memory(command, memory) {
        en: "`{command}` ran out of memory: the function has {memory} MB",
        ja: "`{command}` のメモリが足りなくなりました。関数のメモリは {memory} MB です",
        ko: "`{command}`의 메모리가 모자랐습니다. 함수의 메모리는 {memory}MB입니다"
    }
    function_died(command, reason) {
        en: "the function ended while `{command}` ran ({reason}); perhaps it took more memory than the function has",
        ja: "`{command}` の実行中に関数が終了しました（{reason}）。関数のメモリを使い切ったのかもしれません",
        ko: "`{command}` 실행 중에 함수가 끝났습니다({reason}). 함수의 메모리를 다 썼을 수 있습니다"
    }
    function_failed(command, why) {
        en: "the management function failed while `{command}` ran: {why}",
        ja: "`{command}` の実行中に管理用の関数が失敗しました: {why}",
        ko: "`{command}` 실행 중에 관리용 함수가 실패했습니다: {why}"
    }
    could_not_begin(why) {
        en: "the management function failed before the command could run: {why}",
        ja: "コマンドを実行する前に管理用の関数が失敗しました: {why}",
        ko: "명령을 실행하기 전에 관리용 함수가 실패했습니다: {why}"
    }
    look_before_again(command) {
        en: "look how far it came before you run `{command}` again",
        ja: "`{command}` をもう一度実行する前に、どこまで進んだかを確認してください",
        ko: "`{command}`을(를) 다시 실행하기 전에 어디까지 진행되었는지 확인하십시오"
    }
    unknown_answer() {
        en: "the management function answered what this version of pocket does not know",
        ja: "管理用の関数の応答が、このバージョンの pocket には分かりません",
        ko: "관리용 함수의 응답을 이 버전의 pocket이 알지 못합니다"
    }
    deploy_again() { en: "deploy again: cargo run -- deploy", ja: "もう一度デプロイしてください: cargo run -- deploy", ko: "다시 배포하십시오: cargo run -- deploy" }
    never_seen(run) {
        en: "nothing in the log says that the command began (run {run})",
        ja: "コマンドが始まったという記録がログにありません（実行 {run}）",
        ko: "명령이 시작되었다는 기록이 로그에 없습니다(실행 {run})"
    }
    silent(command) {
        en: "the log says nothing of the end of `{command}`, and its time is over",
        ja: "`{command}` が終わった記録がログになく、制限時間も過ぎました",
        ko: "`{command}`이(가) 끝났다는 기록이 로그에 없고 제한 시간도 지났습니다"
    }
    look_later(run) {
        en: "look once more: cargo run -- manage --attach {run}    # it is not run again",
        ja: "もう一度確認してください: cargo run -- manage --attach {run}    # 再実行はされません",
        ko: "다시 확인하십시오: cargo run -- manage --attach {run}    # 다시 실행되지 않습니다"
    }
    not_a_run(text) {
        en: "`{text}` is not the name of a run, which has 16 hexadecimal digits",
        ja: "`{text}` は実行の名前ではありません。名前は 16 桁の 16 進数です",
        ko: "`{text}`은(는) 실행의 이름이 아닙니다. 이름은 16자리 16진수입니다"
    }

    // createsuperuser
    no_superuser() {
        en: "no superuser was made: the command runs in the cloud, and cannot ask for a name and a password",
        ja: "スーパーユーザーは作成されませんでした。コマンドはクラウドで実行されるため、名前とパスワードを尋ねられません",
        ko: "슈퍼유저를 만들지 못했습니다. 명령이 클라우드에서 실행되어 이름과 비밀번호를 물을 수 없습니다"
    }
}
