//! What a transfer says while it goes on, and what became of the static files.

use pocket_model::phrases;

phrases! {
    so_far(done, files, bytes, all) {
        en: "{done} of {files} files, {bytes} of {all} MB",
        ja: "{files} ファイル中 {done}、{all} MB 中 {bytes} MB",
        ko: "파일 {files}개 중 {done}개, {all} MB 중 {bytes} MB"
    }
    at_a_rate(done, files, bytes, all, rate, seconds) {
        en: "{done} of {files} files, {bytes} of {all} MB, {rate} MB/s, {seconds} s left",
        ja: "{files} ファイル中 {done}、{all} MB 中 {bytes} MB、{rate} MB/秒、残り {seconds} 秒",
        ko: "파일 {files}개 중 {done}개, {all} MB 중 {bytes} MB, {rate} MB/s, {seconds}초 남음"
    }
    static_files() { en: "static files", ja: "静的ファイル", ko: "정적 파일" }
    sent(count, megabytes, all) { en: "{count} of {all} sent, {megabytes} MB", ja: "{all} 件中 {count} 件を送信（{megabytes} MB）", ko: "{all}개 중 {count}개 전송({megabytes} MB)" }
    all_there(count) { en: "{count} unchanged", ja: "{count} 件、変更なし", ko: "{count}개, 변경 없음" }
}
