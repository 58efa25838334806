//! What the rules on `django` say of what is written. What they say of the project's files is in `project::messages`.

use crate::messages::{messages, phrases};

phrases! {
    relative_to_the_file() {
        en: "write it relative to the folder of this file: `django: \"site\";`",
        ja: "このファイルのフォルダーからの相対パスで書いてください: `django: \"site\";`",
        ko: "이 파일의 폴더부터의 상대 경로로 쓰십시오: `django: \"site\";`"
    }
    relative_to_manage_py() {
        en: "write it relative to the folder of manage.py: `requirements: \"requirements/production.txt\";`",
        ja: "manage.py のフォルダーからの相対パスで書いてください: `requirements: \"requirements/production.txt\";`",
        ko: "manage.py의 폴더부터의 상대 경로로 쓰십시오: `requirements: \"requirements/production.txt\";`"
    }
}

messages! { "django";
    error absolute_path(path) {
        en {
            say: "`\"{path}\"` must be relative, with `/` between its parts",
            what: "A path begins at the root of the file system, or has `\\` between its parts.",
            why: "The same program is built on other machines and in CI, where the project lies in another folder.",
            fix: "Write the path relative to the folder of the program's file, with `/` on every system; `..` leads upward. `requirements` is relative to the folder of manage.py.",
        }
        ja {
            say: "`\"{path}\"` は `/` で区切った相対パスで書く必要があります",
            what: "パスがファイルシステムのルートから始まっているか、`\\` で区切られています。",
            why: "同じプログラムは別のマシンや CI でもビルドされ、そこではプロジェクトが別のフォルダーにあります。",
            fix: "プログラムのファイルがあるフォルダーからの相対パスを、どの OS でも `/` で区切って書いてください。`..` で上へ進めます。`requirements` は manage.py のフォルダーからの相対パスです。",
        }
        ko {
            say: "`\"{path}\"`은(는) `/`로 나눈 상대 경로여야 합니다",
            what: "경로가 파일 시스템의 루트에서 시작하거나 `\\`로 나뉘어 있습니다.",
            why: "같은 프로그램은 다른 컴퓨터와 CI에서도 빌드되며, 그곳에서는 프로젝트가 다른 폴더에 있습니다.",
            fix: "프로그램 파일의 폴더부터의 상대 경로를 어느 시스템에서나 `/`로 나누어 쓰십시오. `..`로 위로 갑니다. `requirements`는 manage.py의 폴더부터입니다.",
        }
        example: "stage dev { django { path: \"site\"; requirements: \"requirements/production.txt\"; } }"
    }

    error settings_file(module, dotted) {
        en {
            say: "`\"{module}\"` is a file, and a settings module is named with dots",
            help: "write `settings: \"{dotted}\";`",
            what: "The settings are named as a file.",
            why: "Django imports its settings as a Python module, `DJANGO_SETTINGS_MODULE`: names with dots between them, without `.py`.",
            fix: "Write the dotted name as in manage.py: `config.settings` for the file `config/settings.py`.",
        }
        ja {
            say: "`\"{module}\"` はファイル名です。設定モジュールはドット区切りの名前で指定します",
            help: "`settings: \"{dotted}\";` と書いてください",
            what: "設定がファイル名で指定されています。",
            why: "Django は設定を Python モジュール（`DJANGO_SETTINGS_MODULE`）としてインポートします。名前はドット区切りで、`.py` は付きません。",
            fix: "manage.py と同じドット区切りの名前を書いてください。`config/settings.py` なら `config.settings` です。",
        }
        ko {
            say: "`\"{module}\"`은(는) 파일 이름입니다. 설정 모듈은 점으로 나눈 이름으로 지정합니다",
            help: "`settings: \"{dotted}\";`라고 쓰십시오",
            what: "설정이 파일 이름으로 쓰여 있습니다.",
            why: "Django는 설정을 Python 모듈(`DJANGO_SETTINGS_MODULE`)로 가져옵니다. 이름은 점으로 나누며 `.py`가 없습니다.",
            fix: "manage.py와 같은 점 이름을 쓰십시오. `config/settings.py`라면 `config.settings`입니다.",
        }
        example: "stage dev { django { settings: \"config.settings.production\"; } }"
    }
}
