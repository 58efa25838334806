//! What is said of `django { build: […]; }`.

use crate::messages::{messages, phrases};

messages! { "django";
    error no_command(name, apps) {
        en {
            say: "no app of the project has a management command `{name}` (installed: {apps})",
            help: "write a command that they have, or add its app to `INSTALLED_APPS`",
            what: "`build` names a management command that does not exist.",
            why: "The build runs `manage.py` with each of these lines, and ends at one that Django does not know.",
            fix: "Correct the name. A command is a file in `management/commands/` of an installed app.",
        }
        ja {
            say: "管理コマンド `{name}` を持つアプリがありません。インストール済みのアプリは {apps} です",
            help: "これらのアプリにあるコマンドを書くか、コマンドのアプリを `INSTALLED_APPS` に加えてください",
            what: "`build` に、存在しない管理コマンドが書かれています。",
            why: "ビルドはこの各行で `manage.py` を実行し、Django が知らないコマンドで失敗します。",
            fix: "名前を直してください。コマンドは、インストール済みアプリの `management/commands/` にあるファイルです。",
        }
        ko {
            say: "관리 명령 `{name}`이(가) 있는 앱이 없습니다. 설치된 앱은 {apps}입니다",
            help: "이 앱에 있는 명령을 쓰거나 그 명령의 앱을 `INSTALLED_APPS`에 추가하십시오",
            what: "`build`에 존재하지 않는 관리 명령이 쓰여 있습니다.",
            why: "빌드는 각 줄로 `manage.py`를 실행하며 Django가 모르는 명령에서 실패합니다.",
            fix: "이름을 고치십시오. 명령은 설치된 앱의 `management/commands/`에 있는 파일입니다.",
        }
        example: "django { build: [\"compress --force\"]; } stage dev;"
    }

    error endless_command(name) {
        en {
            say: "`{name}` does not end by itself, and the build would wait for it",
            help: "delete it: the deploy starts the site",
            what: "`build` names a command that serves until somebody stops it.",
            why: "The build runs each command to its end before it collects static files.",
            fix: "Delete it. For a look at the site on your own machine run `manage.py runserver`, or deploy to the embedded cloud.",
        }
        ja {
            say: "`{name}` は自分では終わらないため、ビルドが待ち続けます",
            help: "削除してください。サイトはデプロイが起動します",
            what: "`build` に、止められるまで動き続けるコマンドが書かれています。",
            why: "ビルドは、静的ファイルを集める前に各コマンドの終了を待ちます。",
            fix: "削除してください。自分のマシンで確認するには `manage.py runserver` を実行するか、組み込みクラウドにデプロイします。",
        }
        ko {
            say: "`{name}`은(는) 스스로 끝나지 않으므로 빌드가 계속 기다립니다",
            help: "지우십시오. 사이트는 배포가 시작합니다",
            what: "`build`에 누군가 멈출 때까지 실행되는 명령이 쓰여 있습니다.",
            why: "빌드는 정적 파일을 모으기 전에 각 명령이 끝나기를 기다립니다.",
            fix: "지우십시오. 자신의 컴퓨터에서 보려면 `manage.py runserver`를 실행하거나 임베디드 클라우드에 배포하십시오.",
        }
        example: "django { build: [\"compress --force\"]; } stage dev;"
    }

    warning needless_command(name, why) {
        en {
            say: "`{name}` has no effect in the build: {why}",
            help: "delete it",
            what: "`build` names a command whose result the site does not get.",
            why: "The build runs in a copy of the project, without network, secrets and the stage's database, and keeps the files of that copy.",
            fix: "Delete it. Migrations run in every release, static files are collected in every build, and other commands run with `manage -- …` after the deploy.",
        }
        ja {
            say: "`{name}` はビルドでは効果がありません。{why}",
            help: "削除してください",
            what: "`build` に、結果がサイトに反映されないコマンドが書かれています。",
            why: "ビルドはプロジェクトのコピーの中で、ネットワーク、シークレット、ステージのデータベースなしに動き、そのコピーのファイルを残します。",
            fix: "削除してください。マイグレーションは各リリースで、静的ファイルの収集は各ビルドで行われます。その他のコマンドはデプロイ後に `manage -- …` で実行できます。",
        }
        ko {
            say: "`{name}`은(는) 빌드에서 효과가 없습니다. {why}",
            help: "지우십시오",
            what: "`build`에 결과가 사이트에 반영되지 않는 명령이 쓰여 있습니다.",
            why: "빌드는 프로젝트의 복사본에서 네트워크, 시크릿, 스테이지의 데이터베이스 없이 실행되며 그 복사본의 파일을 남깁니다.",
            fix: "지우십시오. 마이그레이션은 릴리스마다, 정적 파일 수집은 빌드마다 실행됩니다. 다른 명령은 배포 후 `manage -- …`로 실행합니다.",
        }
        example: "django { build: [\"compress --force\"]; } stage dev;"
    }
}

phrases! {
    collected_anyway() {
        en: "static files are collected in every build",
        ja: "静的ファイルはビルドのたびに集められます",
        ko: "정적 파일은 빌드마다 수집됩니다",
    }
    no_database() {
        en: "the build has no database of the stage",
        ja: "ビルドにはステージのデータベースがありません",
        ko: "빌드에는 스테이지의 데이터베이스가 없습니다",
    }
    of_app(name, app) {
        en: "`{name}` is a command of `{app}`: add it to `INSTALLED_APPS`",
        ja: "`{name}` は `{app}` のコマンドです。`INSTALLED_APPS` に加えてください",
        ko: "`{name}`은(는) `{app}`의 명령입니다. `INSTALLED_APPS`에 추가하십시오",
    }
    did_you_mean(better) { en: "did you mean `{better}`?", ja: "`{better}` ではありませんか", ko: "`{better}` 아닙니까?" }
}
