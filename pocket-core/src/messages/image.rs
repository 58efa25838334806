//! What is said of a stage whose code is an image.

use pocket_model::phrases;

phrases! {
    pushed(sent, megabytes, mounted, there) {
        en: "image: {sent} parts sent ({megabytes} MB), {mounted} taken from another stage, {there} were there",
        ja: "イメージ: {sent} 個を送信（{megabytes} MB）、{mounted} 個を別のステージから取得、{there} 個は送信済み",
        ko: "이미지: {sent}개 전송({megabytes} MB), {mounted}개는 다른 스테이지에서 가져옴, {there}개는 이미 있음"
    }
    other_form(function, former, form) {
        en: "the function `{function}` is made of `package: {former}`, and Lambda makes no `package: {form}` of it",
        ja: "関数 `{function}` は `package: {former}` で作られていて、Lambda はこれを `package: {form}` に変えられません",
        ko: "함수 `{function}`은(는) `package: {former}`로 만들어졌고 Lambda는 이것을 `package: {form}`로 바꾸지 못합니다"
    }
    move_to_another_stage(former, stage) {
        en: "write `package: {former};` again; or deploy a stage of another name, move its data and visitors there, and destroy `{stage}`",
        ja: "`package: {former};` に戻すか、別の名前のステージをデプロイし、データと訪問者を移してから `{stage}` を削除してください",
        ko: "`package: {former};`로 되돌리거나, 다른 이름의 스테이지를 배포하고 데이터와 방문자를 옮긴 뒤 `{stage}`을(를) 삭제하십시오"
    }
}
