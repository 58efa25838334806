//! A package that cannot be installed where the function runs, and what can be done.

use pocket_model::phrases;

phrases! {
    none(package, platform, python) {
        en: "{package} has no wheel for {platform} and Python {python}",
        ja: "{package} には {platform}、Python {python} 用の wheel がありません",
        ko: "{package}에는 {platform}, Python {python}용 wheel이 없습니다"
    }
    only_for(package, platform, others) {
        en: "{package} has no wheel for {platform}; it has them for {others}",
        ja: "{package} には {platform} 用の wheel がありません。あるのは {others} 用です",
        ko: "{package}에는 {platform}용 wheel이 없습니다. {others}용만 있습니다"
    }
    only_for_python(package, python, others) {
        en: "{package} has no wheel for Python {python}; it has them for {others}",
        ja: "{package} には Python {python} 用の wheel がありません。あるのは {others} 用です",
        ko: "{package}에는 Python {python}용 wheel이 없습니다. {others}용만 있습니다"
    }
    not_built(package, platform, python) {
        en: "{package} has no wheel for {platform} and Python {python}, and building it on this machine failed",
        ja: "{package} には {platform}、Python {python} 用の wheel がなく、このマシンでのビルドにも失敗しました",
        ko: "{package}에는 {platform}, Python {python}용 wheel이 없고, 이 컴퓨터에서 빌드하는 데도 실패했습니다"
    }
    compiled(package, platform, python) {
        en: "{package} has no wheel for {platform} and Python {python}, and it holds compiled code, which pocket cannot build for another machine",
        ja: "{package} には {platform}、Python {python} 用の wheel がなく、コンパイルされたコードを含むため、pocket は別のマシン向けにビルドできません",
        ko: "{package}에는 {platform}, Python {python}용 wheel이 없고, 컴파일된 코드가 들어 있어 pocket이 다른 컴퓨터용으로 빌드할 수 없습니다"
    }
    another_version(package) {
        en: "choose a version of {package} that has one, or do without it",
        ja: "wheel のある {package} のバージョンを選ぶか、使わないでください",
        ko: "wheel이 있는 {package} 버전을 고르거나, 쓰지 마십시오"
    }
    psycopg2() {
        en: "psycopg2 has no wheels for Linux: write psycopg2-binary, or psycopg[binary], in its place",
        ja: "psycopg2 には Linux 用の wheel がありません。代わりに psycopg2-binary または psycopg[binary] と書いてください",
        ko: "psycopg2에는 Linux용 wheel이 없습니다. 대신 psycopg2-binary 또는 psycopg[binary]라고 쓰십시오"
    }
    this_machine() { en: "this machine", ja: "このマシン", ko: "이 컴퓨터" }
    build_needs(package) {
        en: "choose a version of {package} that has a wheel for this Python, or install what its build asks for",
        ja: "この Python 用の wheel がある {package} のバージョンを選ぶか、ビルドに必要なものをインストールしてください",
        ko: "이 Python용 wheel이 있는 {package} 버전을 고르거나, 빌드에 필요한 것을 설치하십시오"
    }
    unreadable(path) {
        en: "cannot read {path}, which is a part of the site",
        ja: "サイトの一部である {path} を読み込めません",
        ko: "사이트의 일부인 {path}을(를) 읽을 수 없습니다"
    }
    no_right(path) {
        en: "chmod u+r {path}    # or take it out of the project's folder",
        ja: "chmod u+r {path}    # またはプロジェクトのフォルダーの外に出してください",
        ko: "chmod u+r {path}    # 또는 프로젝트 폴더 밖으로 옮기십시오"
    }
}
