//! What is said of where things stand: the merge rules' part of the catalogue, a file for each first half of a code.

pub(crate) mod commands;
pub(crate) mod from;
pub(crate) mod hooks;
pub(crate) mod project;
pub(crate) mod stage;
pub(crate) mod without;

use crate::messages::{Page, phrases};

/// The pages of all of them.
pub(crate) const PAGES: [&[Page]; 6] = [project::PAGES, stage::PAGES, from::PAGES, without::PAGES, hooks::PAGES, commands::PAGES];

phrases! {
    in_a_stage() { en: "in a stage, not outside of one", ja: "ステージの中だけ", ko: "스테이지 안" }
    at_the_top() { en: "at the top, outside of the stages", ja: "最上位（ステージの外）だけ", ko: "최상위(스테이지 밖)" }
    for_every_stage(text) {
        en: "write `every stage {{ {text} }}` to give it to every stage",
        ja: "すべてのステージに置くなら `every stage {{ {text} }}` と書いてください",
        ko: "모든 스테이지에 두려면 `every stage {{ {text} }}`라고 쓰십시오",
    }
    above_the_stages() {
        en: "move the line above the first stage",
        ja: "この行を最初のステージより上に移してください",
        ko: "이 줄을 첫 스테이지 위로 옮기십시오",
    }
    field_of(field, keyword, text) {
        en: "`{field}` is a field of `{keyword}`: write `{keyword} {{ {text}; }}`",
        ja: "`{field}` は `{keyword}` のフィールドです。`{keyword} {{ {text}; }}` と書いてください",
        ko: "`{field}`은(는) `{keyword}`의 필드입니다. `{keyword} {{ {text}; }}`라고 쓰십시오",
    }
    may_stand(list) { en: "what may stand here: {list}", ja: "ここに書けるもの: {list}", ko: "여기에 쓸 수 있는 것: {list}" }
    a_name_such_as(text) { en: "write a name such as `{text}`", ja: "`{text}` のような名前を書いてください", ko: "`{text}` 같은 이름을 쓰십시오" }
    first_here() { en: "the first one", ja: "最初の箇所", ko: "처음 쓰인 곳" }
    the_stage() { en: "the stage", ja: "参照先のステージ", ko: "대상 스테이지" }
}
