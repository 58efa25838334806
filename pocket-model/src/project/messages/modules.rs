//! What is said of the modules that the settings name, and of the variables that they read.

use crate::messages::{messages, phrases};

messages! { "django";
    error no_module(setting, place, path, file) {
        en {
            say: "`{setting}` ({place}) names `{path}`, and there is no `{file}` in the project",
            help: "correct the name in {place}",
            what: "A setting names a module that is not in the project.",
            why: "Django imports it when the site starts, and the start fails: no request gets an answer.",
            fix: "Correct the name. It is reckoned from the folder of `manage.py`, with dots.",
        }
        ja {
            say: "`{setting}` ({place}) が指す `{path}` がありません。プロジェクトに `{file}` が存在しません",
            help: "{place} の名前を直してください",
            what: "設定が指すモジュールがプロジェクトにありません。",
            why: "Django はサイトの起動時にそのモジュールをインポートするため、起動に失敗し、どのリクエストにも応答できません。",
            fix: "名前を直してください。`manage.py` のフォルダーから数え、ドットで区切ります。",
        }
        ko {
            say: "`{setting}`({place})이(가) 가리키는 `{path}`이(가) 없습니다. 프로젝트에 `{file}`이(가) 없습니다",
            help: "{place}의 이름을 고치십시오",
            what: "설정이 가리키는 모듈이 프로젝트에 없습니다.",
            why: "Django는 사이트를 시작할 때 그 모듈을 가져오므로 시작에 실패하며 어떤 요청에도 응답하지 못합니다.",
            fix: "이름을 고치십시오. `manage.py`의 폴더를 기준으로 하며 점으로 잇습니다.",
        }
        example: "django { settings: \"config.settings\"; } stage dev;"
    }

    error no_name(setting, place, file, name) {
        en {
            say: "`{setting}` ({place}) takes `{name}` from `{file}`, which has no such name",
            help: "write the name that `{file}` has into {place}",
            what: "A setting names a variable or class that its module does not have.",
            why: "Django imports it when the site starts, and the start fails: no request gets an answer.",
            fix: "Correct the last part of the dotted name. Django's own `wsgi.py` has `application`.",
        }
        ja {
            say: "`{setting}` ({place}) は `{file}` の `{name}` を使いますが、その名前がありません",
            help: "`{file}` にある名前を {place} に書いてください",
            what: "設定が指す変数またはクラスが、モジュールにありません。",
            why: "Django はサイトの起動時にそれをインポートするため、起動に失敗し、どのリクエストにも応答できません。",
            fix: "ドット区切りの最後の部分を直してください。Django 標準の `wsgi.py` には `application` があります。",
        }
        ko {
            say: "`{setting}`({place})은(는) `{file}`의 `{name}`을(를) 사용하지만 그 이름이 없습니다",
            help: "`{file}`에 있는 이름을 {place}에 쓰십시오",
            what: "설정이 가리키는 변수나 클래스가 모듈에 없습니다.",
            why: "Django는 사이트를 시작할 때 그것을 가져오므로 시작에 실패하며 어떤 요청에도 응답하지 못합니다.",
            fix: "점으로 이은 이름의 마지막 부분을 고치십시오. Django의 `wsgi.py`에는 `application`이 있습니다.",
        }
        example: "django { settings: \"config.settings\"; } stage dev;"
    }

    warning asgi(place) {
        en {
            say: "`ASGI_APPLICATION` ({place}) has no effect: the site runs under WSGI",
            help: "take WebSockets and Channels out, or run them elsewhere",
            what: "The project has an ASGI application.",
            why: "A Lambda function behind an HTTP API answers one request at a time, through WSGI. Async views run; WebSockets, Channels and the ASGI lifespan do not.",
            fix: "Nothing is to be done if the project only has async views.",
        }
        ja {
            say: "`ASGI_APPLICATION` ({place}) は効果がありません。サイトは WSGI で動きます",
            help: "WebSocket や Channels は外すか、別の場所で動かしてください",
            what: "プロジェクトに ASGI アプリケーションがあります。",
            why: "HTTP API の後ろの Lambda 関数は、WSGI でリクエストを 1 つずつ処理します。非同期ビューは動きますが、WebSocket、Channels、ASGI の lifespan は動きません。",
            fix: "非同期ビューだけを使っているなら、何もする必要はありません。",
        }
        ko {
            say: "`ASGI_APPLICATION`({place})은 효과가 없습니다. 사이트는 WSGI로 실행됩니다",
            help: "WebSocket이나 Channels는 빼거나 다른 곳에서 실행하십시오",
            what: "프로젝트에 ASGI 애플리케이션이 있습니다.",
            why: "HTTP API 뒤의 Lambda 함수는 WSGI로 요청을 하나씩 처리합니다. 비동기 뷰는 동작하지만 WebSocket, Channels, ASGI의 lifespan은 동작하지 않습니다.",
            fix: "비동기 뷰만 쓴다면 할 일은 없습니다.",
        }
        example: "stage dev { neon; }"
    }

    error user_model(stage, own, place) {
        en {
            say: "the project's user model is `{own}` ({place}), and this stage says `{stage}`",
            help: "delete the line: the user model is the project's own",
            what: "The stage gives `AUTH_USER_MODEL` another value than the project.",
            why: "Migrations, foreign keys and code are made for one user model. With another one the tables do not fit, and Django refuses two models that both claim the reverse names of `auth.User`.",
            fix: "Delete the line. To change the user model, change it in the project, with its migrations.",
        }
        ja {
            say: "プロジェクトのユーザーモデルは `{own}` ({place}) ですが、このステージは `{stage}` としています",
            help: "この行を削除してください。ユーザーモデルはプロジェクトのものを使います",
            what: "ステージの `AUTH_USER_MODEL` がプロジェクトと異なります。",
            why: "マイグレーション、外部キー、コードは 1 つのユーザーモデルに合わせて作られます。別のモデルではテーブルが合わず、Django は `auth.User` と同じ逆参照名を持つ 2 つのモデルを拒否します。",
            fix: "行を削除してください。ユーザーモデルを変えるときは、プロジェクトとそのマイグレーションで変えてください。",
        }
        ko {
            say: "프로젝트의 사용자 모델은 `{own}`({place})이지만 이 스테이지는 `{stage}`라고 합니다",
            help: "이 줄을 지우십시오. 사용자 모델은 프로젝트의 것을 씁니다",
            what: "스테이지의 `AUTH_USER_MODEL`이 프로젝트와 다릅니다.",
            why: "마이그레이션, 외래 키, 코드는 하나의 사용자 모델에 맞춰 만들어집니다. 다른 모델이면 테이블이 맞지 않고, Django는 `auth.User`와 같은 역참조 이름을 가진 두 모델을 거부합니다.",
            fix: "줄을 지우십시오. 사용자 모델을 바꾸려면 프로젝트와 그 마이그레이션에서 바꾸십시오.",
        }
        example: "stage dev { neon; settings { LANGUAGE_CODE: \"en\"; } }"
    }

    error user_model_app(model, app, place) {
        en {
            say: "the user model `{model}` is of the app `{app}`, which is not in `INSTALLED_APPS` ({place})",
            help: "add `\"{app}\"` to `INSTALLED_APPS`",
            what: "The app of the user model is in the project, but it is not installed.",
            why: "Django looks the model up among the installed apps when the site starts, and the start fails.",
            fix: "Add the app to `INSTALLED_APPS`, or correct `AUTH_USER_MODEL`.",
        }
        ja {
            say: "ユーザーモデル `{model}` のアプリ `{app}` が `INSTALLED_APPS` ({place}) にありません",
            help: "`INSTALLED_APPS` に `\"{app}\"` を加えてください",
            what: "ユーザーモデルのアプリはプロジェクトにありますが、インストールされていません。",
            why: "Django はサイトの起動時に、インストール済みのアプリからモデルを探すため、起動に失敗します。",
            fix: "アプリを `INSTALLED_APPS` に加えるか、`AUTH_USER_MODEL` を直してください。",
        }
        ko {
            say: "사용자 모델 `{model}`의 앱 `{app}`이(가) `INSTALLED_APPS`({place})에 없습니다",
            help: "`INSTALLED_APPS`에 `\"{app}\"`을(를) 추가하십시오",
            what: "사용자 모델의 앱은 프로젝트에 있지만 설치되어 있지 않습니다.",
            why: "Django는 사이트를 시작할 때 설치된 앱에서 모델을 찾으므로 시작에 실패합니다.",
            fix: "앱을 `INSTALLED_APPS`에 추가하거나 `AUTH_USER_MODEL`을 고치십시오.",
        }
        example: "stage dev { neon; }"
    }

    error unset_variable(name, place) {
        en {
            say: "the settings need the environment variable `{name}` ({place}), and this stage does not have it",
            help: "write `secret {name};` for a password, or `env {name}: \"…\";`",
            what: "The settings read an environment variable that has no default, and the stage does not declare it.",
            why: "Nothing of your shell and no `.env` file reaches the function: it has the variables that the block declares. Without this one the settings raise an error and the site does not start.",
            fix: "Declare it: `secret` is set once with the command `secrets set`, `env` stands in the program. Or give it a default in the settings.",
        }
        ja {
            say: "設定は環境変数 `{name}` ({place}) を必要としますが、このステージにはありません",
            help: "パスワードなら `secret {name};`、それ以外は `env {name}: \"…\";` と書いてください",
            what: "設定が既定値のない環境変数を読みますが、ステージで宣言されていません。",
            why: "シェルの変数も `.env` ファイルも関数には渡りません。関数が持つのはブロックで宣言した変数だけです。これがないと設定の読み込みがエラーになり、サイトは起動しません。",
            fix: "宣言してください。`secret` は `secrets set` コマンドで一度設定し、`env` はプログラムに書きます。設定の側で既定値を与えることもできます。",
        }
        ko {
            say: "설정에 환경 변수 `{name}`({place})이(가) 필요하지만 이 스테이지에는 없습니다",
            help: "비밀번호라면 `secret {name};`, 아니면 `env {name}: \"…\";`라고 쓰십시오",
            what: "설정이 기본값이 없는 환경 변수를 읽지만 스테이지가 선언하지 않습니다.",
            why: "셸의 변수도 `.env` 파일도 함수에 전달되지 않습니다. 함수는 블록이 선언한 변수만 가집니다. 이것이 없으면 설정을 읽을 때 오류가 나고 사이트가 시작되지 않습니다.",
            fix: "선언하십시오. `secret`은 `secrets set` 명령으로 한 번 설정하고 `env`는 프로그램에 씁니다. 설정에서 기본값을 주어도 됩니다.",
        }
        example: "stage dev { secret STRIPE_KEY; env SITE_NAME: \"Shop\"; }"
    }

    warning env_file(place) {
        en {
            say: "{place} loads a file of variables, and `.env` files are not sent",
            help: "declare what the settings read: `env NAME: \"…\";`, or `secret NAME;` for a password",
            what: "The settings take variables from a file that is not part of the artifact.",
            why: "`.env` files hold the secrets of one machine, so none goes into the artifact. In the function the variables are missing unless the stage declares them.",
            fix: "Declare each variable that the settings need. The file goes on serving your own machine.",
        }
        ja {
            say: "{place} は変数のファイルを読み込みますが、`.env` ファイルは送られません",
            help: "設定が読む変数を宣言してください: `env NAME: \"…\";`、パスワードなら `secret NAME;`",
            what: "設定が、アーティファクトに入らないファイルから変数を読みます。",
            why: "`.env` ファイルには 1 台のマシンの秘密が入るため、アーティファクトには入れません。ステージで宣言しない限り、関数にその変数はありません。",
            fix: "設定が必要とする変数をそれぞれ宣言してください。自分のマシンでは引き続きこのファイルを使えます。",
        }
        ko {
            say: "{place}이(가) 변수 파일을 읽지만 `.env` 파일은 보내지 않습니다",
            help: "설정이 읽는 변수를 선언하십시오: `env NAME: \"…\";`, 비밀번호라면 `secret NAME;`",
            what: "설정이 아티팩트에 들어가지 않는 파일에서 변수를 읽습니다.",
            why: "`.env` 파일에는 한 컴퓨터의 비밀이 들어 있으므로 아티팩트에 넣지 않습니다. 스테이지가 선언하지 않으면 함수에 그 변수가 없습니다.",
            fix: "설정에 필요한 변수를 각각 선언하십시오. 자신의 컴퓨터에서는 계속 그 파일을 쓸 수 있습니다.",
        }
        example: "stage dev { env SITE_NAME: \"Shop\"; secret STRIPE_KEY; }"
    }
}

phrases! {
    needs_database() {
        en: "write `neon;`, which sets it, or `secret DATABASE_URL;` for a database of your own",
        ja: "この変数を設定する `neon;` を書くか、自分のデータベースなら `secret DATABASE_URL;` と書いてください",
        ko: "이 변수를 설정하는 `neon;`을 쓰거나, 자신의 데이터베이스라면 `secret DATABASE_URL;`이라고 쓰십시오",
    }
    did_you_mean(better) { en: "did you mean `{better}`?", ja: "`{better}` ではありませんか", ko: "`{better}` 아닙니까?" }
}
