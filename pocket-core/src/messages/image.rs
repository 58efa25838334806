//! What is said of a stage whose code is an image.

use pocket_model::phrases;

phrases! {
    pushed(sent, megabytes, mounted, there) {
        en: "image: {sent} parts sent ({megabytes} MB), {mounted} taken from another stage, {there} were there",
        ja: "イメージ: {sent} 個を送信（{megabytes} MB）、{mounted} 個を別のステージから取得、{there} 個は送信済み",
        ko: "이미지: {sent}개 전송({megabytes} MB), {mounted}개는 다른 스테이지에서 가져옴, {there}개는 이미 있음"
    }
    step_dockerfile() { en: "dockerfile", ja: "Dockerfile", ko: "Dockerfile" }
    step_codebuild() { en: "CodeBuild", ja: "CodeBuild", ko: "CodeBuild" }
    building(file) { en: "building {file}", ja: "{file} のビルド", ko: "{file} 빌드" }
    no_docker(file) {
        en: "no Docker builds `{file}` on this machine: `docker version` finds no server",
        ja: "このマシンには `{file}` をビルドできる Docker がありません（`docker version` でサーバーが見つかりません）",
        ko: "이 컴퓨터에는 `{file}`을(를) 빌드할 Docker가 없습니다(`docker version`이 서버를 찾지 못함)"
    }
    install_docker() {
        en: "start Docker, or install it: on AWS CodeBuild builds the file, and the embedded cloud has no CodeBuild",
        ja: "Docker を起動するかインストールしてください。AWS では CodeBuild がビルドしますが、組み込みクラウドに CodeBuild はありません",
        ko: "Docker를 시작하거나 설치하십시오. AWS에서는 CodeBuild가 빌드하지만 임베디드 클라우드에는 CodeBuild가 없습니다"
    }
    without_dockerfile() {
        en: "write `dockerfile` only in the stages on AWS: here functions run on this machine's Python, whatever lies below",
        ja: "`dockerfile` は AWS のステージだけに書いてください。ここでは下に何があっても、関数はこのマシンの Python で動きます",
        ko: "`dockerfile`은 AWS의 스테이지에만 쓰십시오. 여기서는 아래에 무엇이 있든 함수가 이 컴퓨터의 Python으로 실행됩니다"
    }
    build_failed(file, status) {
        en: "CodeBuild could not build `{file}`: {status}",
        ja: "CodeBuild は `{file}` をビルドできませんでした: {status}",
        ko: "CodeBuild가 `{file}`을(를) 빌드하지 못했습니다: {status}"
    }
    nothing_was_pushed(file) {
        en: "CodeBuild ended well with `{file}`, but the image is not in the repository",
        ja: "CodeBuild は `{file}` を正常に終えましたが、リポジトリにイメージがありません",
        ko: "CodeBuild가 `{file}`을(를) 정상적으로 마쳤지만 리포지토리에 이미지가 없습니다"
    }
    build_takes_long(minutes) {
        en: "CodeBuild has not ended after {minutes} minutes",
        ja: "CodeBuild が {minutes} 分たっても終わりません",
        ko: "CodeBuild가 {minutes}분이 지나도 끝나지 않았습니다"
    }
    last_known(error) {
        en: "{error}; the base image of the last build is used again",
        ja: "{error}。前回のビルドのベースイメージを再び使います",
        ko: "{error}. 마지막 빌드의 베이스 이미지를 다시 사용합니다"
    }
    undeclared(repository) {
        en: "the repository `{repository}` is no longer declared: it stays with its images until `destroy`, or until `package: image;` is written again",
        ja: "リポジトリ `{repository}` は宣言されなくなりました。`destroy` を実行するか再び `package: image;` と書くまで、イメージとともに残ります",
        ko: "리포지토리 `{repository}`이(가) 더 이상 선언되지 않았습니다. `destroy`를 실행하거나 다시 `package: image;`라고 쓸 때까지 이미지와 함께 남습니다"
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
