//! What is said of where the project is, and of its Python.

use crate::messages::{messages, phrases};

messages! { "django";
    error no_project(better) {
        en {
            say: "no Django project was found: there is no `manage.py` in the folder of this file or above it",
            help: "write `django: \"{better}\";`",
            what: "There is a `pocket!` block, and no Django project to deploy.",
            why: "pocket looks for `manage.py` in the folder of the program's file and above it, up to the root of the repository. The folder that has it becomes the code of the site.",
            fix: "Say where the project is, relative to the folder of this file. A new project is made by `django-admin startproject config site`.",
        }
        ja {
            say: "Django プロジェクトが見つかりません。このファイルのフォルダーとその上に `manage.py` がありません",
            help: "`django: \"{better}\";` と書いてください",
            what: "`pocket!` ブロックはありますが、デプロイする Django プロジェクトがありません。",
            why: "pocket は、プログラムのファイルがあるフォルダーからリポジトリのルートまで上に向かって `manage.py` を探します。`manage.py` のあるフォルダーがサイトのコードになります。",
            fix: "プロジェクトの場所を、このファイルのフォルダーからの相対パスで書いてください。新しいプロジェクトは `django-admin startproject config site` で作れます。",
        }
        ko {
            say: "Django 프로젝트를 찾을 수 없습니다. 이 파일의 폴더와 그 위에 `manage.py`가 없습니다",
            help: "`django: \"{better}\";`라고 쓰십시오",
            what: "`pocket!` 블록은 있지만 배포할 Django 프로젝트가 없습니다.",
            why: "pocket은 프로그램 파일의 폴더에서 저장소의 루트까지 올라가며 `manage.py`를 찾습니다. `manage.py`가 있는 폴더가 사이트의 코드가 됩니다.",
            fix: "프로젝트의 위치를 이 파일의 폴더를 기준으로 한 상대 경로로 쓰십시오. 새 프로젝트는 `django-admin startproject config site`로 만듭니다.",
        }
        example: "django: \"site\"; stage dev { neon; s3; }"
    }

    error no_dockerfile(path, better) {
        en {
            say: "there is no file `{path}`",
            help: "write `dockerfile: \"{better}\";`",
            what: "`dockerfile` names a file that does not exist.",
            why: "The image of the stage is built on what the Dockerfile builds. Without it there is nothing to build.",
            fix: "Name the file, relative to the folder of this file.",
        }
        ja {
            say: "ファイル `{path}` がありません",
            help: "`dockerfile: \"{better}\";` と書いてください",
            what: "`dockerfile` が存在しないファイルを指しています。",
            why: "ステージのイメージは Dockerfile が作るものの上に作られます。なければ何も作れません。",
            fix: "このファイルのフォルダーからの相対パスで、ファイルを指定してください。",
        }
        ko {
            say: "파일 `{path}`이(가) 없습니다",
            help: "`dockerfile: \"{better}\";`라고 쓰십시오",
            what: "`dockerfile`이 없는 파일을 가리킵니다.",
            why: "스테이지의 이미지는 Dockerfile이 만드는 것 위에 만들어집니다. 없으면 만들 것이 없습니다.",
            fix: "이 파일의 폴더부터의 상대 경로로 파일을 지정하십시오.",
        }
        example: "stage dev { lambda { package: image; } }"
    }

    error no_manage_py(path, better) {
        en {
            say: "there is no `manage.py` in `{path}`",
            help: "write `django: \"{better}\";`",
            what: "The folder that `django` names has no `manage.py`.",
            why: "The folder of `manage.py` is the root of the Django project: what is in it becomes the code of the site.",
            fix: "Name that folder, relative to the folder of this file.",
        }
        ja {
            say: "`{path}` に `manage.py` がありません",
            help: "`django: \"{better}\";` と書いてください",
            what: "`django` に書かれたフォルダーに `manage.py` がありません。",
            why: "`manage.py` のあるフォルダーが Django プロジェクトのルートで、その中身がサイトのコードになります。",
            fix: "そのフォルダーを、このファイルのフォルダーからの相対パスで書いてください。",
        }
        ko {
            say: "`{path}`에 `manage.py`가 없습니다",
            help: "`django: \"{better}\";`라고 쓰십시오",
            what: "`django`에 쓴 폴더에 `manage.py`가 없습니다.",
            why: "`manage.py`의 폴더가 Django 프로젝트의 루트이며, 그 내용이 사이트의 코드가 됩니다.",
            fix: "그 폴더를 이 파일의 폴더를 기준으로 한 상대 경로로 쓰십시오.",
        }
        example: "django: \"site\"; stage dev;"
    }

    error no_settings_module(file, better) {
        en {
            say: "`{file}` does not say which settings module the project has",
            help: "write `django {{ settings: \"{better}\"; }}`",
            what: "The settings module of the project is not known.",
            why: "Django's own `manage.py` puts its name into `DJANGO_SETTINGS_MODULE`. In this one there is no such name, or it is computed, and pocket runs nothing to find out.",
            fix: "Write the module into the block, with dots.",
        }
        ja {
            say: "`{file}` に、プロジェクトの設定モジュールが書かれていません",
            help: "`django {{ settings: \"{better}\"; }}` と書いてください",
            what: "プロジェクトの設定モジュールがわかりません。",
            why: "Django 標準の `manage.py` は、その名前を `DJANGO_SETTINGS_MODULE` に入れます。このファイルには名前がないか、実行時に計算されています。pocket は調べるためにコードを実行することはありません。",
            fix: "モジュール名をドット区切りでブロックに書いてください。",
        }
        ko {
            say: "`{file}`에 프로젝트의 설정 모듈이 쓰여 있지 않습니다",
            help: "`django {{ settings: \"{better}\"; }}`라고 쓰십시오",
            what: "프로젝트의 설정 모듈을 알 수 없습니다.",
            why: "Django의 `manage.py`는 그 이름을 `DJANGO_SETTINGS_MODULE`에 넣습니다. 이 파일에는 이름이 없거나 실행할 때 계산되며, pocket은 알아내기 위해 코드를 실행하지 않습니다.",
            fix: "모듈 이름을 점으로 이어 블록에 쓰십시오.",
        }
        example: "django { settings: \"config.settings\"; } stage dev;"
    }

    warning several_settings(modules, chosen) {
        en {
            say: "`manage.py` names the settings modules {modules}, and `{chosen}` is taken",
            help: "write `django {{ settings: \"{chosen}\"; }}`, or the other",
            what: "There is more than one settings module that the deploy could take.",
            why: "Which one `manage.py` uses is decided when it runs. pocket takes the last one that stands in it.",
            fix: "Write the one that the site has into the block.",
        }
        ja {
            say: "`manage.py` に設定モジュールが複数あります ({modules})。`{chosen}` を使います",
            help: "`django {{ settings: \"{chosen}\"; }}` のように、使うモジュールを書いてください",
            what: "デプロイで使える設定モジュールが複数あります。",
            why: "`manage.py` がどれを使うかは実行時に決まります。pocket は最後に書かれたものを使います。",
            fix: "サイトで使うモジュールをブロックに書いてください。",
        }
        ko {
            say: "`manage.py`에 설정 모듈이 여러 개 있습니다({modules}). `{chosen}`을(를) 사용합니다",
            help: "`django {{ settings: \"{chosen}\"; }}`처럼 사용할 모듈을 쓰십시오",
            what: "배포에 쓸 수 있는 설정 모듈이 여러 개 있습니다.",
            why: "`manage.py`가 어느 것을 쓸지는 실행할 때 정해집니다. pocket은 마지막에 쓰인 것을 사용합니다.",
            fix: "사이트가 사용할 모듈을 블록에 쓰십시오.",
        }
        example: "django { settings: \"config.settings.production\"; } stage dev;"
    }

    error settings_missing(module, file) {
        en {
            say: "the settings module `{module}` is not in the project: there is no `{file}`",
            help: "write the module's own name: `django {{ settings: \"config.settings\"; }}`",
            what: "No file of the project is the settings module.",
            why: "The function imports the settings by this name before anything else. Without it every request ends in an error.",
            fix: "Correct the name, in the block or in `manage.py`. A name is reckoned from the folder of `manage.py`.",
        }
        ja {
            say: "設定モジュール `{module}` がプロジェクトにありません。`{file}` が存在しません",
            help: "正しいモジュール名を書いてください: `django {{ settings: \"config.settings\"; }}`",
            what: "設定モジュールにあたるファイルがプロジェクトにありません。",
            why: "関数は最初にこの名前で設定をインポートします。見つからないと、すべてのリクエストがエラーになります。",
            fix: "ブロックまたは `manage.py` の名前を直してください。名前は `manage.py` のフォルダーから数えます。",
        }
        ko {
            say: "설정 모듈 `{module}`이(가) 프로젝트에 없습니다. `{file}`이(가) 없습니다",
            help: "올바른 모듈 이름을 쓰십시오: `django {{ settings: \"config.settings\"; }}`",
            what: "설정 모듈에 해당하는 파일이 프로젝트에 없습니다.",
            why: "함수는 가장 먼저 이 이름으로 설정을 가져옵니다. 없으면 모든 요청이 오류가 됩니다.",
            fix: "블록이나 `manage.py`의 이름을 고치십시오. 이름은 `manage.py`의 폴더를 기준으로 합니다.",
        }
        example: "django { settings: \"config.settings\"; } stage dev;"
    }

    error unreadable(file, why) {
        en {
            say: "`{file}` cannot be read: {why}",
            help: "make it a file that your account may read: `chmod u+r {file}`",
            what: "A file of the project cannot be opened.",
            why: "The build copies the project's files into the artifact, and ends at one that it cannot read.",
            fix: "Give your account the right to read it. Who else may read it does not matter: in the artifact every file may be read by the function.",
        }
        ja {
            say: "`{file}` を読み取れません ({why})",
            help: "自分のアカウントで読み取れるファイルにしてください: `chmod u+r {file}`",
            what: "プロジェクトのファイルを開けません。",
            why: "ビルドはプロジェクトのファイルをアーティファクトにコピーし、読み取れないファイルで失敗します。",
            fix: "自分のアカウントに読み取り権限を付けてください。他のユーザーの権限は関係ありません。アーティファクトの中では、関数がすべてのファイルを読み取れます。",
        }
        ko {
            say: "`{file}`을(를) 읽을 수 없습니다({why})",
            help: "자신의 계정으로 읽을 수 있는 파일로 만드십시오: `chmod u+r {file}`",
            what: "프로젝트의 파일을 열 수 없습니다.",
            why: "빌드는 프로젝트의 파일을 아티팩트로 복사하며, 읽을 수 없는 파일에서 실패합니다.",
            fix: "자신의 계정에 읽기 권한을 주십시오. 다른 사용자의 권한은 상관없습니다. 아티팩트 안에서는 함수가 모든 파일을 읽을 수 있습니다.",
        }
        example: "django: \"site\"; stage dev;"
    }

    error not_text(file) {
        en {
            say: "`{file}` is not UTF-8 text",
            help: "save it as UTF-8",
            what: "A source file of the project has bytes that are not UTF-8.",
            why: "Python 3 reads its sources as UTF-8, and refuses other bytes before the first line runs.",
            fix: "Save the file as UTF-8 in the editor.",
        }
        ja {
            say: "`{file}` は UTF-8 のテキストではありません",
            help: "UTF-8 で保存し直してください",
            what: "プロジェクトのソースファイルに UTF-8 でないバイトが含まれています。",
            why: "Python 3 はソースを UTF-8 として読み、それ以外のバイトがあると 1 行も実行せずに失敗します。",
            fix: "エディターでファイルを UTF-8 で保存してください。",
        }
        ko {
            say: "`{file}`은(는) UTF-8 텍스트가 아닙니다",
            help: "UTF-8로 다시 저장하십시오",
            what: "프로젝트의 소스 파일에 UTF-8이 아닌 바이트가 있습니다.",
            why: "Python 3은 소스를 UTF-8로 읽으며, 다른 바이트가 있으면 한 줄도 실행하지 않고 실패합니다.",
            fix: "편집기에서 파일을 UTF-8로 저장하십시오.",
        }
        example: "django: \"site\"; stage dev;"
    }

    error link_outside(file, target) {
        en {
            say: "`{file}` is a link to `{target}` outside of the project, and the artifact leaves it out",
            help: "put the file itself into the folder of `manage.py`",
            what: "A file that the site cannot start without is a symbolic link out of the project.",
            why: "The artifact has what lies below the folder of `manage.py`. A link that leads out of it would lead nowhere in the function, so it is left out.",
            fix: "Copy the file into the project, or let `django` name a folder that has both.",
        }
        ja {
            say: "`{file}` はプロジェクトの外にある `{target}` へのリンクなので、アーティファクトに入りません",
            help: "ファイルそのものを `manage.py` のフォルダーに置いてください",
            what: "サイトの起動に必要なファイルが、プロジェクトの外へのシンボリックリンクです。",
            why: "アーティファクトに入るのは `manage.py` のフォルダーより下だけです。外へのリンクは関数の中でリンク先がないため、除かれます。",
            fix: "ファイルをプロジェクトにコピーするか、両方を含むフォルダーを `django` に書いてください。",
        }
        ko {
            say: "`{file}`은(는) 프로젝트 밖의 `{target}`을(를) 가리키는 링크이므로 아티팩트에 들어가지 않습니다",
            help: "파일 자체를 `manage.py`의 폴더에 두십시오",
            what: "사이트가 시작하는 데 필요한 파일이 프로젝트 밖을 가리키는 심볼릭 링크입니다.",
            why: "아티팩트에는 `manage.py`의 폴더 아래에 있는 것만 들어갑니다. 밖을 가리키는 링크는 함수 안에서 대상이 없으므로 제외됩니다.",
            fix: "파일을 프로젝트로 복사하거나, 둘 다 들어 있는 폴더를 `django`에 쓰십시오.",
        }
        example: "django: \"site\"; stage dev;"
    }

    error no_runtime(wanted, place, known) {
        en {
            say: "Lambda has no runtime for Python `{wanted}`, which {place} asks for",
            help: "allow one of {known}, or write `lambda {{ python: \"3.12\"; }}`",
            what: "The project asks for a version of Python that Lambda does not have.",
            why: "A zip function runs on one of AWS's own versions of Python, and no other can be put there.",
            fix: "Widen the requirement if the project runs on one of those versions. In the block, `lambda { python: … }` has the last word over `.python-version`.",
        }
        ja {
            say: "{place} の Python `{wanted}` に対応するランタイムが Lambda にありません",
            help: "{known} のいずれかを許すか、`lambda {{ python: \"3.12\"; }}` と書いてください",
            what: "プロジェクトが、Lambda にないバージョンの Python を求めています。",
            why: "zip の関数は AWS が用意したバージョンの Python で動き、それ以外は使えません。",
            fix: "プロジェクトがこれらのバージョンで動くなら、条件を広げてください。ブロックの `lambda { python: … }` は `.python-version` より優先されます。",
        }
        ko {
            say: "{place}이(가) 요구하는 Python `{wanted}`의 런타임이 Lambda에 없습니다",
            help: "{known} 중 하나를 허용하거나 `lambda {{ python: \"3.12\"; }}`라고 쓰십시오",
            what: "프로젝트가 Lambda에 없는 버전의 Python을 요구합니다.",
            why: "zip 함수는 AWS가 제공하는 버전의 Python에서 실행되며 다른 버전은 쓸 수 없습니다.",
            fix: "프로젝트가 이 버전 중 하나에서 동작하면 조건을 넓히십시오. 블록의 `lambda { python: … }`은 `.python-version`보다 우선합니다.",
        }
        example: "stage dev { lambda { python: \"3.12\"; } }"
    }

    error other_python(version, specifier, place, better) {
        en {
            say: "the project does not run on Python {version}: {place} asks for `{specifier}`",
            help: "write `python: \"3.{better}\";`",
            what: "The block chooses a version of Python that the project itself excludes.",
            why: "`requires-python` says on which versions the project runs. uv refuses to install it for another one.",
            fix: "Choose a version that both allow, or change `requires-python`.",
        }
        ja {
            say: "プロジェクトは Python {version} では動きません。{place} が `{specifier}` を求めています",
            help: "`python: \"3.{better}\";` と書いてください",
            what: "ブロックで選んだバージョンの Python を、プロジェクト自身が除外しています。",
            why: "`requires-python` は、プロジェクトが動くバージョンを示します。uv はそれ以外のバージョンへのインストールを拒否します。",
            fix: "両方が許すバージョンを選ぶか、`requires-python` を変えてください。",
        }
        ko {
            say: "프로젝트는 Python {version}에서 동작하지 않습니다. {place}이(가) `{specifier}`을(를) 요구합니다",
            help: "`python: \"3.{better}\";`라고 쓰십시오",
            what: "블록이 프로젝트 스스로 제외한 버전의 Python을 선택했습니다.",
            why: "`requires-python`은 프로젝트가 동작하는 버전을 나타냅니다. uv는 다른 버전에 설치하기를 거부합니다.",
            fix: "둘 다 허용하는 버전을 선택하거나 `requires-python`을 바꾸십시오.",
        }
        example: "stage dev { lambda { python: \"3.13\"; } }"
    }
}

phrases! {
    write_settings(better) { en: "write `settings: \"{better}\";`", ja: "`settings: \"{better}\";` と書いてください", ko: "`settings: \"{better}\";`라고 쓰십시오" }
    write_django_settings(better) {
        en: "correct `manage.py`, or write `django {{ settings: \"{better}\"; }}`",
        ja: "`manage.py` を直すか、`django {{ settings: \"{better}\"; }}` と書いてください",
        ko: "`manage.py`를 고치거나 `django {{ settings: \"{better}\"; }}`라고 쓰십시오",
    }
}
