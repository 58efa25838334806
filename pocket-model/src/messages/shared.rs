//! Phrases that many messages end on.

use super::phrases;

phrases! {
    write(text) { en: "write `{text}`", ja: "`{text}` と書いてください", ko: "`{text}`라고 쓰십시오" }
    write_either(one, other) {
        en: "write `{one}` or `{other}`",
        ja: "`{one}` または `{other}` と書いてください",
        ko: "`{one}` 또는 `{other}`라고 쓰십시오",
    }
    delete_it() { en: "delete it", ja: "削除してください", ko: "지우십시오" }
    delete_line() { en: "delete the line", ja: "この行を削除してください", ko: "이 줄을 지우십시오" }
    delete_either() { en: "delete one of the two lines", ja: "2 行のどちらかを削除してください", ko: "두 줄 가운데 하나를 지우십시오" }
}
