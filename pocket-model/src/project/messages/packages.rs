//! What is said of the packages that the project needs.

use crate::messages::{messages, phrases};

messages! { "django";
    error no_requirements() {
        en {
            say: "the Django project has no list of the packages that it needs",
            help: "run `echo 'Django~=5.2' > requirements.txt` beside `manage.py`",
            what: "There is no `uv.lock`, no `pyproject.toml` with dependencies and no `requirements.txt`.",
            why: "The function has only the packages that the project lists. Django itself is one of them.",
            fix: "Write a `requirements.txt` beside `manage.py`, or let `django { requirements: … }` name the file.",
        }
        ja {
            say: "Django プロジェクトに、必要なパッケージの一覧がありません",
            help: "`manage.py` の隣で `echo 'Django~=5.2' > requirements.txt` を実行してください",
            what: "`uv.lock`、依存関係のある `pyproject.toml`、`requirements.txt` のいずれもありません。",
            why: "関数に入るのは、プロジェクトが列挙したパッケージだけです。Django 自体もその 1 つです。",
            fix: "`manage.py` の隣に `requirements.txt` を書くか、`django { requirements: … }` でファイルを指定してください。",
        }
        ko {
            say: "Django 프로젝트에 필요한 패키지의 목록이 없습니다",
            help: "`manage.py` 옆에서 `echo 'Django~=5.2' > requirements.txt`를 실행하십시오",
            what: "`uv.lock`, 의존성이 있는 `pyproject.toml`, `requirements.txt`가 모두 없습니다.",
            why: "함수에는 프로젝트가 나열한 패키지만 들어갑니다. Django 자체도 그중 하나입니다.",
            fix: "`manage.py` 옆에 `requirements.txt`를 쓰거나 `django { requirements: … }`로 파일을 지정하십시오.",
        }
        example: "django { requirements: \"requirements/production.txt\"; } stage dev;"
    }

    error no_requirements_file(named, better) {
        en {
            say: "there is no file `{named}` in the folder of `manage.py`",
            help: "write `requirements: \"{better}\";`",
            what: "The file that `requirements` names does not exist.",
            why: "It lists the packages of the site: without it nothing can be installed.",
            fix: "Name the file relative to the folder of `manage.py`, or delete the line: then the first of `uv.lock`, `pyproject.toml` and `requirements.txt` is taken.",
        }
        ja {
            say: "`manage.py` のフォルダーに `{named}` がありません",
            help: "`requirements: \"{better}\";` と書いてください",
            what: "`requirements` に書かれたファイルが存在しません。",
            why: "サイトのパッケージの一覧なので、なければ何もインストールできません。",
            fix: "`manage.py` のフォルダーからの相対パスで書くか、行を削除してください。削除すると `uv.lock`、`pyproject.toml`、`requirements.txt` のうち最初に見つかったものを使います。",
        }
        ko {
            say: "`manage.py`의 폴더에 `{named}` 파일이 없습니다",
            help: "`requirements: \"{better}\";`라고 쓰십시오",
            what: "`requirements`에 쓴 파일이 없습니다.",
            why: "사이트의 패키지 목록이므로 없으면 아무것도 설치할 수 없습니다.",
            fix: "`manage.py`의 폴더를 기준으로 한 경로를 쓰거나 줄을 지우십시오. 지우면 `uv.lock`, `pyproject.toml`, `requirements.txt` 중 처음 찾은 것을 씁니다.",
        }
        example: "django { requirements: \"requirements.txt\"; } stage dev;"
    }

    error no_included_file(place, file) {
        en {
            say: "{place} includes `{file}`, which does not exist",
            help: "make the file, or delete the line of {place}",
            what: "A requirements file includes another one that is not there.",
            why: "uv reads all of them before it installs anything, and ends at one that is missing.",
            fix: "Correct the path: it is relative to the file that includes.",
        }
        ja {
            say: "{place} が読み込む `{file}` が存在しません",
            help: "ファイルを作るか、{place} の行を削除してください",
            what: "requirements ファイルが、存在しない別のファイルを読み込んでいます。",
            why: "uv はインストールの前にすべてのファイルを読み、見つからないものがあると失敗します。",
            fix: "パスを直してください。読み込む側のファイルからの相対パスです。",
        }
        ko {
            say: "{place}이(가) 포함하는 `{file}`이(가) 없습니다",
            help: "파일을 만들거나 {place}의 줄을 지우십시오",
            what: "requirements 파일이 존재하지 않는 다른 파일을 포함합니다.",
            why: "uv는 설치하기 전에 모든 파일을 읽으며 없는 파일에서 실패합니다.",
            fix: "경로를 고치십시오. 포함하는 파일을 기준으로 한 상대 경로입니다.",
        }
        example: "django { requirements: \"requirements.txt\"; } stage dev;"
    }

    error no_local_package(place, path) {
        en {
            say: "{place} installs the folder `{path}`, which does not exist",
            help: "correct the path in {place}",
            what: "A package is to be installed from a folder of this machine that is not there.",
            why: "It is built on this machine and put into the artifact, so it must be here when the site is deployed.",
            fix: "Correct the path: it is relative to the file that names it.",
        }
        ja {
            say: "{place} がインストールするフォルダー `{path}` が存在しません",
            help: "{place} のパスを直してください",
            what: "パッケージのインストール元が、このマシンに存在しないフォルダーです。",
            why: "このマシンでビルドしてアーティファクトに入れるため、デプロイするときに存在しなければなりません。",
            fix: "パスを直してください。それを書いたファイルからの相対パスです。",
        }
        ko {
            say: "{place}이(가) 설치하는 폴더 `{path}`이(가) 없습니다",
            help: "{place}의 경로를 고치십시오",
            what: "패키지를 이 컴퓨터에 없는 폴더에서 설치하려고 합니다.",
            why: "이 컴퓨터에서 빌드해 아티팩트에 넣으므로 배포할 때 있어야 합니다.",
            fix: "경로를 고치십시오. 그것을 쓴 파일을 기준으로 한 상대 경로입니다.",
        }
        example: "django { requirements: \"requirements.txt\"; } stage dev;"
    }

    error without_django(file) {
        en {
            say: "Django is not among the packages of `{file}`",
            what: "The list of packages does not have Django.",
            why: "The function has only what is listed. Without Django nothing of the site can be imported.",
            fix: "Add it, with the release that the project is written for.",
        }
        ja {
            say: "`{file}` のパッケージに Django がありません",
            what: "パッケージの一覧に Django がありません。",
            why: "関数に入るのは列挙されたものだけです。Django がないと、サイトは何もインポートできません。",
            fix: "プロジェクトが対象とするバージョンの Django を加えてください。",
        }
        ko {
            say: "`{file}`의 패키지에 Django가 없습니다",
            what: "패키지 목록에 Django가 없습니다.",
            why: "함수에는 나열된 것만 들어갑니다. Django가 없으면 사이트는 아무것도 가져올 수 없습니다.",
            fix: "프로젝트가 대상으로 하는 버전의 Django를 추가하십시오.",
        }
        example: "django { requirements: \"requirements.txt\"; } stage dev;"
    }

    warning no_list(requirement, place) {
        en {
            say: "the Django project has no list of packages: the functions get `{requirement}`, as {place} says, and nothing else",
            help: "run `echo '{requirement}' > requirements.txt` beside `manage.py`, and add what else the project imports",
            what: "There is no `uv.lock`, no `pyproject.toml` with dependencies and no `requirements.txt`, as `django-admin startproject` leaves it.",
            why: "The settings name the Django that wrote them, which is enough for a new project. The first package that you add would be missing in the functions.",
            fix: "Write a `requirements.txt` beside `manage.py`.",
        }
        ja {
            say: "Django プロジェクトにパッケージの一覧がありません。{place} に従い、関数には `{requirement}` だけが入ります",
            help: "`manage.py` の隣で `echo '{requirement}' > requirements.txt` を実行し、プロジェクトが import する他のパッケージも書き加えてください",
            what: "`django-admin startproject` の直後のように、`uv.lock`、依存関係のある `pyproject.toml`、`requirements.txt` のいずれもありません。",
            why: "settings には、それを生成した Django の版が書かれています。新しいプロジェクトにはそれで足りますが、最初に追加したパッケージは関数に入りません。",
            fix: "`manage.py` の隣に `requirements.txt` を書いてください。",
        }
        ko {
            say: "Django 프로젝트에 패키지 목록이 없습니다. {place}에 따라 함수에는 `{requirement}`만 들어갑니다",
            help: "`manage.py` 옆에서 `echo '{requirement}' > requirements.txt`를 실행하고, 프로젝트가 import하는 다른 패키지도 추가하십시오",
            what: "`django-admin startproject` 직후처럼 `uv.lock`, 의존성이 있는 `pyproject.toml`, `requirements.txt`가 모두 없습니다.",
            why: "settings에는 그것을 만든 Django의 버전이 쓰여 있습니다. 새 프로젝트에는 그것으로 충분하지만, 처음 추가한 패키지는 함수에 들어가지 않습니다.",
            fix: "`manage.py` 옆에 `requirements.txt`를 쓰십시오.",
        }
        example: "django: \"site\"; stage dev;"
    }

    warning django_not_named(file) {
        en {
            say: "`{file}` does not name Django: the site has it only if another package brings it",
            help: "add a line such as `Django~=5.2` to {file}",
            what: "No line of the list is Django itself.",
            why: "Which release the site gets is then decided by other packages, and by none if they do not need it.",
            fix: "Name Django with the release that the project is written for.",
        }
        ja {
            say: "`{file}` に Django が書かれていません。他のパッケージが必要とする場合にだけ入ります",
            help: "{file} に `Django~=5.2` のような行を加えてください",
            what: "一覧に Django そのものの行がありません。",
            why: "どのバージョンが入るかは他のパッケージ次第になり、どれも必要としなければ入りません。",
            fix: "プロジェクトが対象とするバージョンの Django を書いてください。",
        }
        ko {
            say: "`{file}`에 Django가 쓰여 있지 않습니다. 다른 패키지가 필요로 할 때만 들어갑니다",
            help: "{file}에 `Django~=5.2` 같은 줄을 추가하십시오",
            what: "목록에 Django 자체의 줄이 없습니다.",
            why: "어느 버전이 들어갈지는 다른 패키지가 정하며, 아무것도 필요로 하지 않으면 들어가지 않습니다.",
            fix: "프로젝트가 대상으로 하는 버전의 Django를 쓰십시오.",
        }
        example: "django { requirements: \"requirements.txt\"; } stage dev;"
    }

    error stale_lock(name, place, lock) {
        en {
            say: "`{name}` ({place}) is not in `{lock}`: the lock is older than the list",
            help: "run `uv lock`",
            what: "A dependency was added, and the lock was not renewed.",
            why: "A deploy installs what the lock has, and nothing else: the site would start without this package.",
            fix: "Renew the lock with `uv lock`, and commit it.",
        }
        ja {
            say: "`{name}` ({place}) が `{lock}` にありません。ロックが古くなっています",
            help: "`uv lock` を実行してください",
            what: "依存関係が追加されましたが、ロックが更新されていません。",
            why: "デプロイはロックにあるものだけをインストールするため、サイトはこのパッケージなしで起動することになります。",
            fix: "`uv lock` でロックを更新し、コミットしてください。",
        }
        ko {
            say: "`{name}`({place})이(가) `{lock}`에 없습니다. 잠금 파일이 오래되었습니다",
            help: "`uv lock`을 실행하십시오",
            what: "의존성이 추가되었지만 잠금 파일이 갱신되지 않았습니다.",
            why: "배포는 잠금 파일에 있는 것만 설치하므로 사이트가 이 패키지 없이 시작하게 됩니다.",
            fix: "`uv lock`으로 잠금 파일을 갱신하고 커밋하십시오.",
        }
        example: "django { requirements: \"uv.lock\"; } stage dev;"
    }

    error no_wheel(name, version, platform, place) {
        en {
            say: "`{name}` {version} ({place}) has no wheel for {platform}, and Lambda has no compiler",
            help: "run `uv lock --upgrade-package {name}`",
            what: "A package has compiled code, and none of its files is for the functions' platform.",
            why: "The function runs on Linux with glibc, on the processor and the Python of the block. A wheel for another one does not load, and what is compiled on your machine is for your machine.",
            fix: "Take a release that has the wheel, or another processor or Python: `lambda { arch: x86_64; python: \"3.12\"; }` has wheels of nearly every package.",
        }
        ja {
            say: "`{name}` {version} ({place}) には {platform} 用の wheel がなく、Lambda ではコンパイルできません",
            help: "`uv lock --upgrade-package {name}` を実行してください",
            what: "コンパイル済みのコードを含むパッケージですが、関数のプラットフォーム用のファイルがありません。",
            why: "関数は glibc の Linux で、ブロックで選んだプロセッサと Python で動きます。別のプラットフォームの wheel は読み込めず、自分のマシンでコンパイルしたものはそのマシン用です。",
            fix: "wheel のあるバージョンを使うか、プロセッサか Python を変えてください。`lambda { arch: x86_64; python: \"3.12\"; }` なら、ほぼすべてのパッケージに wheel があります。",
        }
        ko {
            say: "`{name}` {version}({place})에는 {platform}용 wheel이 없으며 Lambda에서는 컴파일할 수 없습니다",
            help: "`uv lock --upgrade-package {name}`을(를) 실행하십시오",
            what: "컴파일된 코드가 있는 패키지인데 함수의 플랫폼용 파일이 없습니다.",
            why: "함수는 glibc를 쓰는 Linux에서, 블록이 선택한 프로세서와 Python으로 실행됩니다. 다른 플랫폼의 wheel은 읽을 수 없고 자신의 컴퓨터에서 컴파일한 것은 그 컴퓨터용입니다.",
            fix: "wheel이 있는 버전을 쓰거나 프로세서나 Python을 바꾸십시오. `lambda { arch: x86_64; python: \"3.12\"; }`이면 거의 모든 패키지에 wheel이 있습니다.",
        }
        example: "stage dev { lambda { arch: x86_64; python: \"3.12\"; } }"
    }

    warning only_source(name, version, platform, place) {
        en {
            say: "`{name}` {version} ({place}) has wheels, but none for {platform}: it must be pure Python to be built here",
            help: "run `uv lock --upgrade-package {name}`",
            what: "A package has compiled files for other platforms, and for the functions' only its source.",
            why: "The deploy builds it on this machine and takes the result if it is pure Python. Compiled code of this machine does not load in the function, and ends the deploy.",
            fix: "Take a release that has the wheel, or another processor or Python.",
        }
        ja {
            say: "`{name}` {version} ({place}) には wheel がありますが、{platform} 用はありません。ここでビルドできるのは純粋な Python の場合だけです",
            help: "`uv lock --upgrade-package {name}` を実行してください",
            what: "他のプラットフォーム用にはコンパイル済みファイルがありますが、関数のプラットフォームにはソースしかありません。",
            why: "デプロイはこのマシンでビルドし、純粋な Python であればその結果を使います。このマシンでコンパイルしたコードは関数で読み込めないため、デプロイは失敗します。",
            fix: "wheel のあるバージョンを使うか、プロセッサか Python を変えてください。",
        }
        ko {
            say: "`{name}` {version}({place})에는 wheel이 있지만 {platform}용은 없습니다. 여기서 빌드하려면 순수 Python이어야 합니다",
            help: "`uv lock --upgrade-package {name}`을(를) 실행하십시오",
            what: "다른 플랫폼용으로는 컴파일된 파일이 있지만 함수의 플랫폼에는 소스만 있습니다.",
            why: "배포는 이 컴퓨터에서 빌드하고 순수 Python이면 그 결과를 씁니다. 이 컴퓨터에서 컴파일된 코드는 함수에서 읽을 수 없으므로 배포가 실패합니다.",
            fix: "wheel이 있는 버전을 쓰거나 프로세서나 Python을 바꾸십시오.",
        }
        example: "stage dev { lambda { arch: x86_64; python: \"3.12\"; } }"
    }

    error needs_compiler(name, place) {
        en {
            say: "`{name}` ({place}) has no wheels for Linux, and Lambda has no compiler",
            what: "A package is only there as source that must be compiled.",
            why: "The function has no compiler, and what is compiled on your machine is for your machine and its libraries.",
            fix: "Use a package in its place that has wheels for Linux, or do without it.",
        }
        ja {
            say: "`{name}` ({place}) には Linux 用の wheel がなく、Lambda ではコンパイルできません",
            what: "コンパイルが必要なソースしかないパッケージです。",
            why: "関数にはコンパイラがなく、自分のマシンでコンパイルしたものはそのマシンとライブラリ用です。",
            fix: "Linux 用の wheel がある代わりのパッケージを使うか、使わずに済ませてください。",
        }
        ko {
            say: "`{name}`({place})에는 Linux용 wheel이 없으며 Lambda에서는 컴파일할 수 없습니다",
            what: "컴파일해야 하는 소스만 있는 패키지입니다.",
            why: "함수에는 컴파일러가 없고 자신의 컴퓨터에서 컴파일한 것은 그 컴퓨터와 라이브러리용입니다.",
            fix: "Linux용 wheel이 있는 다른 패키지를 쓰거나 쓰지 마십시오.",
        }
        example: "stage dev { neon; }"
    }
}

phrases! {
    run(command) { en: "run `{command}`", ja: "`{command}` を実行してください", ko: "`{command}`를 실행하십시오" }
    name_the_file(file) {
        en: "write `django {{ requirements: \"{file}\"; }}`",
        ja: "`django {{ requirements: \"{file}\"; }}` と書いてください",
        ko: "`django {{ requirements: \"{file}\"; }}`라고 쓰십시오",
    }
    write_instead(package) { en: "write {package} in its place", ja: "代わりに {package} を書いてください", ko: "대신 {package}을(를) 쓰십시오" }
    delete_line() {
        en: "delete the line: the site runs under pocket's own handler",
        ja: "この行を削除してください。サイトは pocket のハンドラーで動きます",
        ko: "이 줄을 지우십시오. 사이트는 pocket의 핸들러로 실행됩니다",
    }
    do_without() { en: "delete the line, and do without it", ja: "この行を削除し、使わずに済ませてください", ko: "이 줄을 지우고 쓰지 마십시오" }
    other_arch() { en: "write `arch: x86_64;`", ja: "`arch: x86_64;` と書いてください", ko: "`arch: x86_64;`라고 쓰십시오" }
    other_minor(minor) {
        en: "write `lambda {{ python: \"3.{minor}\"; }}`",
        ja: "`lambda {{ python: \"3.{minor}\"; }}` と書いてください",
        ko: "`lambda {{ python: \"3.{minor}\"; }}`라고 쓰십시오",
    }
}
