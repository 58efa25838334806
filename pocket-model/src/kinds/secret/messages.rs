//! What the rules on `secret` say.

use crate::messages::{messages, phrases};

phrases! {
    expected() {
        en: "`password(50)`, `env(\"NAME\")` or `file(\"path\")`",
        ja: "`password(50)`、`env(\"NAME\")`、`file(\"path\")` のいずれか",
        ko: "`password(50)`, `env(\"NAME\")`, `file(\"path\")` 중 하나"
    }
    not_in_the_program() {
        en: "the value itself may not stand in the program: delete it and run `secrets set`, or write `env(\"NAME\")`",
        ja: "値そのものをプログラムに書かないでください。値を削除して `secrets set` を実行するか、`env(\"NAME\")` と書いてください",
        ko: "값 자체를 프로그램에 쓰지 마십시오. 값을 지우고 `secrets set`을 실행하거나 `env(\"NAME\")`이라고 쓰십시오"
    }
    the_database() { en: "the database", ja: "データベース", ko: "데이터베이스" }
    is_empty() { en: "it is empty", ja: "空です", ko: "비어 있습니다" }
    is_a_folder() { en: "it ends like a folder", ja: "フォルダーを指しています", ko: "폴더를 가리킵니다" }
    is_of_a_home() { en: "`~` means something in a shell only", ja: "`~` はシェルの中でしか意味を持ちません", ko: "`~`는 셸에서만 의미가 있습니다" }
}

messages! { "secret";
    error bad_name(name, better) {
        en {
            say: "`{name}` cannot name a secret: it becomes an environment variable, with a letter first, then letters, digits and `_`",
            help: "write `secret {better};`",
            what: "The name of the secret is none that an environment variable can have.",
            why: "The site finds a secret in its environment, under this name: `os.environ[\"STRIPE_KEY\"]`. Names of variables are at least two letters, digits and `_`, a letter first.",
            fix: "Write a name of these characters; capitals are the custom.",
        }
        ja {
            say: "`{name}` はシークレットの名前にできません。環境変数になるため、先頭は英字、あとは英字・数字・`_` です",
            help: "`secret {better};` と書いてください",
            what: "シークレットの名前が、環境変数の名前として使えません。",
            why: "サイトはこの名前の環境変数としてシークレットを受け取ります（`os.environ[\"STRIPE_KEY\"]`）。環境変数の名前は、先頭が英字の 2 文字以上の英字・数字・`_` です。",
            fix: "この範囲の文字で名前を書いてください。慣習では大文字です。",
        }
        ko {
            say: "`{name}`은(는) 시크릿 이름이 될 수 없습니다. 환경 변수가 되므로 첫 글자는 영문자, 나머지는 영문자, 숫자, `_`입니다",
            help: "`secret {better};`라고 쓰십시오",
            what: "시크릿의 이름을 환경 변수 이름으로 쓸 수 없습니다.",
            why: "사이트는 이 이름의 환경 변수로 시크릿을 받습니다(`os.environ[\"STRIPE_KEY\"]`). 환경 변수 이름은 영문자로 시작하는 두 글자 이상의 영문자, 숫자, `_`입니다.",
            fix: "이 범위의 문자로 이름을 쓰십시오. 관례는 대문자입니다.",
        }
        example: "stage dev { secret STRIPE_KEY; }"
    }

    error reserved(name, better) {
        en {
            say: "`{name}` is set by Lambda or by the deploy: a secret of this name would take its place in the site",
            help: "write `secret {better};`",
            what: "The secret has the name of an environment variable that every function already has.",
            why: "The site's calls to AWS are signed with credentials that Lambda puts into these variables. A secret of the same name would replace them, and every call would be refused.",
            fix: "Write another name: for the credentials of another AWS account one of your own keeps the two apart. The settings module is chosen with `django { settings: \"config.settings\"; }`.",
        }
        ja {
            say: "`{name}` は Lambda またはデプロイが設定します。同じ名前のシークレットはサイトの中でそれを上書きしてしまいます",
            help: "`secret {better};` と書いてください",
            what: "どの関数にも最初からある環境変数と同じ名前のシークレットです。",
            why: "サイトから AWS への呼び出しは、Lambda がこれらの変数に入れる認証情報で署名されます。同じ名前のシークレットで上書きされると、すべての呼び出しが拒否されます。",
            fix: "別の名前にしてください。別の AWS アカウントの認証情報なら、独自の名前にすれば混ざりません。設定モジュールは `django { settings: \"config.settings\"; }` で指定します。",
        }
        ko {
            say: "`{name}`은(는) Lambda나 배포가 설정합니다. 같은 이름의 시크릿은 사이트 안에서 그것을 덮어씁니다",
            help: "`secret {better};`라고 쓰십시오",
            what: "모든 함수에 이미 있는 환경 변수와 같은 이름의 시크릿입니다.",
            why: "사이트가 AWS를 호출할 때는 Lambda가 이 변수에 넣는 자격 증명으로 서명합니다. 같은 이름의 시크릿이 이를 덮어쓰면 모든 호출이 거부됩니다.",
            fix: "다른 이름을 쓰십시오. 다른 AWS 계정의 자격 증명이라면 고유한 이름을 쓰면 섞이지 않습니다. 설정 모듈은 `django { settings: \"config.settings\"; }`로 정합니다.",
        }
        example: "stage dev { secret PARTNER_ACCESS_KEY_ID; }"
    }

    error also_env(name) {
        en {
            say: "`{name}` is both an `env` and a `secret` of this stage",
            help: "delete `env {name}`",
            what: "A stage has an environment variable and a secret of the same name.",
            why: "A secret is an environment variable of the site too. The value of `env` stands readable in the configuration of the function, which is what a secret avoids.",
            fix: "Delete one of them: `env` for what everybody may read, `secret` for all else.",
        }
        ja {
            say: "`{name}` がこのステージの `env` と `secret` の両方にあります",
            help: "`env {name}` を削除してください",
            what: "同じ名前の環境変数とシークレットが 1 つのステージにあります。",
            why: "シークレットもサイトの環境変数になります。`env` の値は関数の設定に読める形で残るため、シークレットにする意味がなくなります。",
            fix: "どちらかを削除してください。誰が読んでもよい値は `env`、それ以外は `secret` です。",
        }
        ko {
            say: "`{name}`이(가) 이 스테이지의 `env`이면서 `secret`입니다",
            help: "`env {name}`을(를) 지우십시오",
            what: "한 스테이지에 같은 이름의 환경 변수와 시크릿이 있습니다.",
            why: "시크릿도 사이트의 환경 변수가 됩니다. `env`의 값은 함수 구성에 읽을 수 있는 형태로 남으므로 시크릿으로 두는 뜻이 없어집니다.",
            fix: "둘 중 하나를 지우십시오. 누구나 읽어도 되는 값은 `env`, 나머지는 `secret`입니다.",
        }
        example: "stage dev { env LOG_LEVEL: \"INFO\"; secret TOKEN; }"
    }

    error password_length(length, shortest, longest) {
        en {
            say: "a password of {length} characters: it takes {shortest} to {longest}",
            help: "write `password(50)`",
            what: "The generated password would be too short to be one, or too long to be of use.",
            why: "Nobody types a generated password, so a long one costs nothing; fewer than 8 letters and digits can be guessed.",
            fix: "Write `password(50)`.",
        }
        ja {
            say: "パスワードが {length} 文字です。{shortest}〜{longest} 文字にしてください",
            help: "`password(50)` と書いてください",
            what: "生成されるパスワードが短すぎるか、長すぎます。",
            why: "生成したパスワードを手で入力する人はいないので、長くても困りません。8 文字未満の英数字は推測できてしまいます。",
            fix: "`password(50)` と書いてください。",
        }
        ko {
            say: "비밀번호가 {length}자입니다. {shortest}~{longest}자여야 합니다",
            help: "`password(50)`이라고 쓰십시오",
            what: "생성되는 비밀번호가 너무 짧거나 너무 깁니다.",
            why: "생성된 비밀번호는 손으로 입력하지 않으므로 길어도 문제가 없습니다. 8자보다 짧은 영문자와 숫자는 추측할 수 있습니다.",
            fix: "`password(50)`이라고 쓰십시오.",
        }
        example: "stage dev { secret TOKEN: password(50); }"
    }

    warning short_secret_key(length) {
        en {
            say: "`SECRET_KEY` of {length} characters: Django wants 50 or more (security.W009)",
            help: "write `secret SECRET_KEY: password(50);`, or delete the line",
            what: "The key that Django signs sessions and tokens with is shorter than Django advises.",
            why: "Who guesses the key can sign in as anybody. `manage.py check --deploy` warns of keys under 50 characters with security.W009.",
            fix: "Delete the line: without it the key has 50 characters.",
        }
        ja {
            say: "`SECRET_KEY` が {length} 文字です。Django は 50 文字以上を求めています (security.W009)",
            help: "`secret SECRET_KEY: password(50);` と書くか、この行を削除してください",
            what: "Django がセッションやトークンの署名に使うキーが、推奨より短くなっています。",
            why: "キーを推測されると、誰にでもなりすまされます。`manage.py check --deploy` は 50 文字未満のキーを security.W009 として警告します。",
            fix: "この行を削除してください。省略するとキーは 50 文字になります。",
        }
        ko {
            say: "`SECRET_KEY`가 {length}자입니다. Django는 50자 이상을 요구합니다(security.W009)",
            help: "`secret SECRET_KEY: password(50);`이라고 쓰거나 이 줄을 지우십시오",
            what: "Django가 세션과 토큰의 서명에 쓰는 키가 권장보다 짧습니다.",
            why: "키를 추측한 사람은 누구로든 로그인할 수 있습니다. `manage.py check --deploy`는 50자 미만의 키를 security.W009로 경고합니다.",
            fix: "이 줄을 지우십시오. 생략하면 키는 50자가 됩니다.",
        }
        example: "stage dev { secret SECRET_KEY: password(64); }"
    }

    error bad_variable(variable, better) {
        en {
            say: "\"{variable}\" cannot name an environment variable: it takes letters, digits and `_`, no digit first",
            help: "write `env(\"{better}\")`",
            what: "The variable of the deploying machine that the secret is taken from cannot exist under this name.",
            why: "`env(\"X\")` reads the variable X when it deploys. A shell sets only names of letters, digits and `_`, and no value stands there: the value itself would be in the source of your program.",
            fix: "Write the name of the variable, without `$`, and set it where you deploy: `export STRIPE_KEY=…`.",
        }
        ja {
            say: "\"{variable}\" は環境変数の名前にできません。英字・数字・`_` で、先頭に数字は使えません",
            help: "`env(\"{better}\")` と書いてください",
            what: "シークレットの取得元として書かれた名前の環境変数は、デプロイするマシンに存在できません。",
            why: "`env(\"X\")` はデプロイ時に変数 X を読みます。シェルで設定できる名前は英字・数字・`_` だけです。ここに書くのは値ではありません。値を書くとプログラムのソースに残ります。",
            fix: "`$` を付けずに変数名を書き、デプロイする側で設定してください: `export STRIPE_KEY=…`。",
        }
        ko {
            say: "\"{variable}\"은(는) 환경 변수 이름이 될 수 없습니다. 영문자, 숫자, `_`이며 숫자로 시작할 수 없습니다",
            help: "`env(\"{better}\")`라고 쓰십시오",
            what: "시크릿을 가져올 곳으로 쓴 이름의 환경 변수는 배포하는 컴퓨터에 있을 수 없습니다.",
            why: "`env(\"X\")`는 배포할 때 변수 X를 읽습니다. 셸에서는 영문자, 숫자, `_`로 된 이름만 설정할 수 있습니다. 여기에 값을 쓰는 것이 아닙니다. 값을 쓰면 프로그램의 소스에 남습니다.",
            fix: "`$` 없이 변수 이름을 쓰고 배포하는 곳에서 설정하십시오: `export STRIPE_KEY=…`.",
        }
        example: "stage dev { secret STRIPE_KEY: env(\"STRIPE_KEY\"); }"
    }

    error bad_path(path, why) {
        en {
            say: "\"{path}\" is no file: {why}",
            help: "write a path from the folder of this program: `file(\"keys/stripe.txt\")`",
            what: "The path that the secret is taken from leads to no file.",
            why: "`file(\"path\")` reads the file when it deploys. The path is taken from the folder of this program, or is absolute; no shell looks at it.",
            fix: "Write the path of a file, and keep the file out of version control.",
        }
        ja {
            say: "\"{path}\" はファイルではありません。{why}",
            help: "このプログラムのフォルダーからのパスを書いてください: `file(\"keys/stripe.txt\")`",
            what: "シークレットの取得元のパスがファイルを指していません。",
            why: "`file(\"path\")` はデプロイ時にファイルを読みます。パスはこのプログラムのフォルダーから見たものか、絶対パスです。シェルは通りません。",
            fix: "ファイルのパスを書き、そのファイルはバージョン管理に入れないでください。",
        }
        ko {
            say: "\"{path}\"은(는) 파일이 아닙니다. {why}",
            help: "이 프로그램의 폴더를 기준으로 경로를 쓰십시오: `file(\"keys/stripe.txt\")`",
            what: "시크릿을 가져올 경로가 파일을 가리키지 않습니다.",
            why: "`file(\"path\")`는 배포할 때 파일을 읽습니다. 경로는 이 프로그램의 폴더를 기준으로 하거나 절대 경로이며 셸을 거치지 않습니다.",
            fix: "파일의 경로를 쓰고 그 파일은 버전 관리에 넣지 마십시오.",
        }
        example: "stage dev { secret STRIPE_KEY: file(\"keys/stripe.txt\"); }"
    }

    error of_database(name) {
        en {
            say: "`{name}` is the secret of the stage's database, and it is set by the deploy",
            help: "delete this line",
            what: "The program sets a variable that the stage's database sets.",
            why: "The deploy makes the database and keeps its connection URI as this secret. A second value would lead the site to another database than the one that was migrated.",
            fix: "Delete the line. For a database that pocket does not make, delete the item that makes one.",
        }
        ja {
            say: "`{name}` はこのステージのデータベースのシークレットで、デプロイが設定します",
            help: "この行を削除してください",
            what: "ステージのデータベースが設定する変数を、プログラムも設定しています。",
            why: "デプロイはデータベースを作り、その接続 URI をこのシークレットに保存します。別の値があると、マイグレーションしたものとは違うデータベースにサイトが接続してしまいます。",
            fix: "この行を削除してください。pocket が作らないデータベースを使うなら、データベースを作る項目を削除してください。",
        }
        ko {
            say: "`{name}`은(는) 이 스테이지 데이터베이스의 시크릿이며 배포가 설정합니다",
            help: "이 줄을 지우십시오",
            what: "스테이지의 데이터베이스가 설정하는 변수를 프로그램도 설정하고 있습니다.",
            why: "배포는 데이터베이스를 만들고 그 연결 URI를 이 시크릿에 보관합니다. 다른 값이 있으면 마이그레이션한 것과 다른 데이터베이스에 사이트가 연결됩니다.",
            fix: "이 줄을 지우십시오. pocket이 만들지 않는 데이터베이스를 쓰려면 데이터베이스를 만드는 항목을 지우십시오.",
        }
        example: "stage dev { neon; secret STRIPE_KEY; }"
    }
}
