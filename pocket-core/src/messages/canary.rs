//! What `deploy --canary` says.

use pocket_model::phrases;

phrases! {
    canary(percent) { en: "canary {percent} %", ja: "カナリア {percent} %", ko: "카나리아 {percent} %" }
    phase() { en: "canary", ja: "カナリア", ko: "카나리아" }
    so_far(failures, seconds) {
        en: "{failures} failures, {seconds} s left",
        ja: "失敗 {failures} 件、残り {seconds} 秒",
        ko: "실패 {failures}건, {seconds}초 남음"
    }
    no_failure() { en: "no request failed", ja: "失敗したリクエストはありません", ko: "실패한 요청이 없습니다" }
    alike(new, old) {
        en: "{new} requests failed, and {old} of the old release: no more than its share",
        ja: "失敗 {new} 件、以前のリリースは {old} 件。割合相応です",
        ko: "실패 {new}건, 이전 릴리스는 {old}건. 비율에 맞는 수입니다"
    }
    worse(new, old, percent, example) {
        en: "the new release fails more than the old one: {new} requests of its {percent} %, and {old} of all others. The first: {example}",
        ja: "新しいリリースは以前のものより多く失敗しています: 割り当ての {percent} % で {new} 件、残りで {old} 件。最初のもの: {example}",
        ko: "새 릴리스가 이전 것보다 더 많이 실패합니다: 몫인 {percent} %에서 {new}건, 나머지에서 {old}건. 첫 번째: {example}"
    }
    returned(percent) {
        en: "{percent} % of the visitors had the new release; all have the old one again. Mend it and run deploy again",
        ja: "訪問者の {percent} % に新しいリリースが公開されていましたが、全員を以前のリリースに戻しました。修正してもう一度デプロイしてください",
        ko: "방문자의 {percent} %에게 새 릴리스가 공개되었으나 모두 이전 릴리스로 되돌렸습니다. 고친 뒤 다시 배포하십시오"
    }
    no_share(text) {
        en: "`{text}` is no share of the visitors",
        ja: "`{text}` は訪問者の割合ではありません",
        ko: "`{text}`은(는) 방문자의 비율이 아닙니다"
    }
}
