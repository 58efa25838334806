//! What the rules on `env` say.

use crate::messages::{messages, phrases};

phrases! {
    of_django() { en: "write `django {{ settings: \"…\"; }}`", ja: "`django {{ settings: \"…\"; }}` と書いてください", ko: "`django {{ settings: \"…\"; }}`라고 쓰십시오" }
}

messages! { "env";
    error reserved(name) {
        en {
            say: "`{name}` is set by Lambda itself, which refuses it here",
            help: "choose another name",
            what: "The variable has a name that Lambda keeps for itself.",
            why: "Lambda describes the function, its region and its credentials in these variables, and refuses a configuration that sets one.",
            fix: "Choose another name, and read that one in the project.",
        }
        ja {
            say: "`{name}` は Lambda 自身が設定する変数で、ここでは拒否されます",
            help: "別の名前を選んでください",
            what: "Lambda が予約している名前の環境変数です。",
            why: "Lambda は関数・リージョン・認証情報をこれらの変数で渡し、設定しようとすると拒否します。",
            fix: "別の名前を選び、プロジェクトでその名前を読んでください。",
        }
        ko {
            say: "`{name}`은(는) Lambda가 직접 설정하는 변수라서 여기서는 거부됩니다",
            help: "다른 이름을 고르십시오",
            what: "Lambda가 예약한 이름의 변수입니다.",
            why: "Lambda는 함수, 리전, 자격 증명을 이 변수로 알리며 설정하려 하면 거부합니다.",
            fix: "다른 이름을 고르고 프로젝트에서 그 이름을 읽으십시오.",
        }
        example: "stage dev { env SHOP_REGION: \"kanto\"; }"
    }

    error computed(name) {
        en {
            say: "`{name}` is set by the deploy",
            help: "delete the line",
            what: "The variable is one of those by which pocket starts the project.",
            why: "With another value the site would start without what the deploy has told it, or not at all.",
            fix: "Delete the line. The settings module is named in the block of `django`.",
        }
        ja {
            say: "`{name}` はデプロイが設定します",
            help: "この行を削除してください",
            what: "pocket がプロジェクトを起動するために使う変数です。",
            why: "別の値にすると、デプロイの情報なしで起動するか、起動できなくなります。",
            fix: "行を削除してください。設定モジュールは `django` のブロックで指定します。",
        }
        ko {
            say: "`{name}`은(는) 배포가 설정합니다",
            help: "이 줄을 지우십시오",
            what: "pocket이 프로젝트를 시작하는 데 쓰는 변수입니다.",
            why: "다른 값이면 배포가 알려 준 것 없이 시작하거나 아예 시작하지 못합니다.",
            fix: "줄을 지우십시오. 설정 모듈은 `django` 블록에서 정합니다.",
        }
        example: "django { settings: \"config.settings\"; } stage dev;"
    }

    error bad_name(name, better) {
        en {
            say: "`{name}` cannot name an environment variable: Lambda takes at least two letters, digits and `_`, a letter first",
            help: "write `env {better}: …;`",
            what: "The name has a character or a length that Lambda refuses.",
            why: "Lambda takes a letter, then letters, digits and underscores, two characters at least.",
            fix: "Write the name that the help gives, or another of these characters.",
        }
        ja {
            say: "`{name}` は環境変数の名前にできません。先頭は英字、続きは英字・数字・`_` で、2 文字以上です",
            help: "`env {better}: …;` と書いてください",
            what: "名前に、Lambda が受け付けない文字が含まれているか、短すぎます。",
            why: "Lambda が受け付けるのは英字で始まり、英字・数字・アンダースコアが続く 2 文字以上の名前です。",
            fix: "ヘルプの名前か、この範囲の別の名前を書いてください。",
        }
        ko {
            say: "`{name}`은(는) 환경 변수의 이름이 될 수 없습니다. 문자로 시작하고 문자, 숫자, `_`로 두 글자 이상이어야 합니다",
            help: "`env {better}: …;`라고 쓰십시오",
            what: "이름의 문자나 길이를 Lambda가 거부합니다.",
            why: "Lambda는 문자로 시작하여 문자, 숫자, 밑줄이 이어지는 두 글자 이상의 이름을 받습니다.",
            fix: "도움말의 이름이나 이 범위의 다른 이름을 쓰십시오.",
        }
        example: "stage dev { env LOG_LEVEL: \"INFO\"; }"
    }

    error needs_value(name) {
        en {
            say: "`{name}` needs a value",
            help: "write `env {name}: \"…\";`",
            what: "The variable stands without a value.",
            why: "A function's configuration holds names with values; there is nothing to leave out.",
            fix: "Write the value, or `env(\"X\")` for that of a variable of the deploying machine.",
        }
        ja {
            say: "`{name}` には値が必要です",
            help: "`env {name}: \"…\";` と書いてください",
            what: "環境変数に値がありません。",
            why: "関数の設定には名前と値の組が入ります。値は省略できません。",
            fix: "値を書くか、デプロイするマシンの変数の値なら `env(\"X\")` と書いてください。",
        }
        ko {
            say: "`{name}`에는 값이 필요합니다",
            help: "`env {name}: \"…\";`라고 쓰십시오",
            what: "변수에 값이 없습니다.",
            why: "함수의 설정에는 이름과 값의 쌍이 들어갑니다. 값은 생략할 수 없습니다.",
            fix: "값을 쓰거나 배포하는 컴퓨터의 변수 값이면 `env(\"X\")`라고 쓰십시오.",
        }
        example: "stage dev { env LOG_LEVEL: \"INFO\"; }"
    }

    warning looks_secret(name) {
        en {
            say: "`{name}` looks like a secret, and an `env` can be read in the Lambda configuration and in the template",
            help: "write `secret {name};`, and store the value with `secrets set {name}`",
            what: "A value that seems to be secret is written where many can read it.",
            why: "Environment variables stand in the template, in the console and in the program's source. A `secret` is kept encrypted and reaches the site at its start, under the same name.",
            fix: "Declare it as `secret`. The project reads it from the environment as before.",
        }
        ja {
            say: "`{name}` は秘密の値のようですが、`env` は Lambda の設定とテンプレートから読めます",
            help: "`secret {name};` と書き、値は `secrets set {name}` で保存してください",
            what: "秘密と思われる値が、多くの人が読める場所に書かれています。",
            why: "環境変数はテンプレート、コンソール、プログラムのソースに残ります。`secret` は暗号化して保存され、起動時に同じ名前でサイトに渡されます。",
            fix: "`secret` として宣言してください。プロジェクトはこれまでどおり環境変数から読めます。",
        }
        ko {
            say: "`{name}`은(는) 시크릿으로 보이는데 `env`는 Lambda 설정과 템플릿에서 읽을 수 있습니다",
            help: "`secret {name};`라고 쓰고 값은 `secrets set {name}`으로 저장하십시오",
            what: "시크릿으로 보이는 값이 여러 사람이 읽을 수 있는 곳에 쓰여 있습니다.",
            why: "환경 변수는 템플릿, 콘솔, 프로그램 소스에 남습니다. `secret`은 암호화되어 저장되고 시작할 때 같은 이름으로 사이트에 전달됩니다.",
            fix: "`secret`으로 선언하십시오. 프로젝트는 전처럼 환경에서 읽습니다.",
        }
        example: "stage dev { secret STRIPE_API_KEY; }"
    }

    warning replaces_path(name) {
        en {
            say: "`{name}` replaces what Lambda has there, and the function may no longer start",
            help: "delete the line; packages of the project are found without it",
            what: "The variable is a search path that the runtime fills itself.",
            why: "Lambda's own value holds the folders of the runtime and of the layers. A new value takes them away.",
            fix: "Delete the line. To add to it, change it in the project, at its start.",
        }
        ja {
            say: "`{name}` は Lambda の値を置き換えるため、関数が起動しなくなるおそれがあります",
            help: "この行を削除してください。プロジェクトのパッケージはこれがなくても見つかります",
            what: "ランタイムが自分で設定する検索パスの変数です。",
            why: "Lambda の値にはランタイムとレイヤーのフォルダーが入っています。新しい値にするとそれらが失われます。",
            fix: "行を削除してください。追加したい場合は、プロジェクトの起動時に変更してください。",
        }
        ko {
            say: "`{name}`은(는) Lambda의 값을 바꾸므로 함수가 시작하지 못할 수 있습니다",
            help: "이 줄을 지우십시오. 프로젝트의 패키지는 이것 없이도 찾습니다",
            what: "런타임이 직접 채우는 검색 경로 변수입니다.",
            why: "Lambda의 값에는 런타임과 계층의 폴더가 들어 있습니다. 새 값은 그것을 없앱니다.",
            fix: "줄을 지우십시오. 더하려면 프로젝트가 시작할 때 바꾸십시오.",
        }
        example: "stage dev { env LOG_LEVEL: \"INFO\"; }"
    }

    error dynamic_reference(name) {
        en {
            say: "`{name}` has `{{{{resolve:` in it, which CloudFormation would replace by a stored value",
            help: "for a stored value write `secret {name};`",
            what: "The value of the variable begins a dynamic reference of CloudFormation.",
            why: "CloudFormation replaces `{{resolve:…}}` in every property and has no way to quote it. Where the reference leads to nothing the stack fails; where it leads to a secret, everybody who may look at the function sees it.",
            fix: "Write `secret` for a value of the parameter store, which the site reads at its start. A text that only looks like this can be put together by the project itself.",
        }
        ja {
            say: "`{name}` に `{{{{resolve:` が含まれています。CloudFormation が保存された値に置き換えてしまいます",
            help: "保存された値には `secret {name};` と書いてください",
            what: "変数の値が CloudFormation の動的な参照になっています。",
            why: "CloudFormation はどのプロパティでも `{{resolve:…}}` を置き換え、そのまま残す書き方はありません。参照先がなければスタックは失敗し、シークレットを指していれば、関数を閲覧できる全員に見えてしまいます。",
            fix: "パラメータストアの値には `secret` を使ってください。サイトが起動時に読み込みます。見た目が同じだけの文字列は、プロジェクトの中で組み立ててください。",
        }
        ko {
            say: "`{name}`에 `{{{{resolve:`가 있습니다. CloudFormation이 저장된 값으로 바꿉니다",
            help: "저장된 값에는 `secret {name};`라고 쓰십시오",
            what: "변수의 값이 CloudFormation의 동적 참조로 시작합니다.",
            why: "CloudFormation은 모든 속성에서 `{{resolve:…}}`를 바꾸며 그대로 두는 방법이 없습니다. 참조가 없으면 스택이 실패하고, 보안 암호를 가리키면 함수를 볼 수 있는 모든 사람에게 보입니다.",
            fix: "파라미터 스토어의 값에는 `secret`을 쓰십시오. 사이트가 시작할 때 읽습니다. 모양만 같은 글자는 프로젝트 안에서 만드십시오.",
        }
        example: "stage dev { secret API_KEY; env GREETING: \"hello\"; }"
    }
}
