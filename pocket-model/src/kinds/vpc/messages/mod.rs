//! What the rules of `vpc` say.

mod ranges;
mod waste;
mod ways;
mod zones;

pub use ranges::*;
pub use waste::*;
pub use ways::*;
pub use zones::*;

use crate::messages::{Page, phrases};

/// All of them, a list a file.
pub const PAGES: [&[Page]; 4] = [ranges::PAGES, zones::PAGES, ways::PAGES, waste::PAGES];

phrases! {
    the_first() { en: "the first one", ja: "1 つ目", ko: "첫 번째" }
    the_range() { en: "the VPC's range", ja: "VPC の範囲", ko: "VPC의 범위" }
    the_other(range) { en: "{range}", ja: "{range}", ko: "{range}" }
    the_vpc() { en: "the VPC", ja: "VPC", ko: "VPC" }
    owned_by(stage) { en: "the VPC of stage `{stage}`", ja: "ステージ `{stage}` の VPC", ko: "스테이지 `{stage}`의 VPC" }
    did_you_mean(name) { en: "did you mean \"{name}\"?", ja: "\"{name}\" のことですか?", ko: "\"{name}\"입니까?" }
    known_services(list) { en: "pocket knows {list}", ja: "使えるもの: {list}", ko: "쓸 수 있는 것: {list}" }
    free_range(range) { en: "write a range that is free, such as \"{range}\"", ja: "\"{range}\" のような空いている範囲を書いてください", ko: "\"{range}\" 같은 비어 있는 범위를 쓰십시오" }
    write(text) { en: "write `{text}`", ja: "`{text}` と書いてください", ko: "`{text}`라고 쓰십시오" }
    write_or(text, usd, other, other_usd) {
        en: "write `{text}` ({usd} usd a month) or `{other}` ({other_usd})",
        ja: "`{text}`（月 {usd} usd）または `{other}`（{other_usd}）と書いてください",
        ko: "`{text}`(월 {usd} usd) 또는 `{other}`({other_usd})라고 쓰십시오"
    }
    in_stage(stage, help) { en: "in `stage {stage}` {help}", ja: "`stage {stage}` で {help}", ko: "`stage {stage}`에서 {help}" }
    write_ranges(field, list) {
        en: "these are free: `{field}: [{list}];`",
        ja: "空いている範囲: `{field}: [{list}];`",
        ko: "비어 있는 범위: `{field}: [{list}];`"
    }
    no_space(range) {
        en: "{range} has no room for more subnets of this size: write smaller ones",
        ja: "{range} にはこの大きさのサブネットを置く余裕がありません。もっと小さい範囲を書いてください",
        ko: "{range}에는 이 크기의 서브넷을 더 둘 자리가 없습니다. 더 작은 범위를 쓰십시오"
    }
    embedded_cloud() { en: "the embedded cloud", ja: "組み込みクラウド", ko: "내장 클라우드" }
    on_aws() { en: "AWS", ja: "AWS", ko: "AWS" }
}
