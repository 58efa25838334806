//! What the rules on `settings` say.

use crate::messages::{messages, phrases};

phrases! {
    declare_database() { en: "declare the database: `neon;`", ja: "データベースを宣言してください: `neon;`", ko: "데이터베이스를 선언하십시오: `neon;`" }
    declare_bucket() { en: "declare the bucket: `s3;`", ja: "バケットを宣言してください: `s3;`", ko: "버킷을 선언하십시오: `s3;`" }
    declare_cache() { en: "declare the cache: `efs_cache;`", ja: "キャッシュを宣言してください: `efs_cache;`", ko: "캐시를 선언하십시오: `efs_cache;`" }
    hosts_are_in() {
        en: "delete the line: the site's hosts are in it",
        ja: "この行を削除してください。サイトのホスト名は自動で入ります",
        ko: "이 줄을 지우십시오. 사이트의 호스트는 자동으로 들어갑니다"
    }
    origins_are_in() {
        en: "delete the line: the site's origins are in it",
        ja: "この行を削除してください。サイトのオリジンは自動で入ります",
        ko: "이 줄을 지우십시오. 사이트의 오리진은 자동으로 들어갑니다"
    }
    key_exists() {
        en: "delete the line: it exists without being declared; to choose its value write `secret SECRET_KEY: env(\"NAME\");`",
        ja: "この行を削除してください。宣言しなくても作られます。値を指定するなら `secret SECRET_KEY: env(\"NAME\");` と書いてください",
        ko: "이 줄을 지우십시오. 선언하지 않아도 만들어집니다. 값을 정하려면 `secret SECRET_KEY: env(\"NAME\");`이라고 쓰십시오"
    }
    folder_is_chosen() {
        en: "delete the line: the collected files lie where the deploy puts them",
        ja: "この行を削除してください。収集したファイルの場所はデプロイが決めます",
        ko: "이 줄을 지우십시오. 모은 파일의 위치는 배포가 정합니다"
    }
    header_is_set() {
        en: "delete the line: API Gateway always sets the header, and the deploy trusts it",
        ja: "この行を削除してください。API Gateway が必ずヘッダーを付け、デプロイがそれを信頼するよう設定します",
        ko: "이 줄을 지우십시오. API Gateway가 항상 헤더를 넣고 배포가 그것을 신뢰하도록 설정합니다"
    }
}

phrases! {
    write(text) { en: "write `{text}`", ja: "`{text}` と書いてください", ko: "다음과 같이 쓰십시오: `{text}`" }
    write_secret(name, value) {
        en: "write `secret {name}: {value};` in the stage, and read `os.environ[\"{name}\"]` in the project's settings",
        ja: "ステージに `secret {name}: {value};` と書き、プロジェクトの設定で `os.environ[\"{name}\"]` を読んでください",
        ko: "스테이지에 `secret {name}: {value};`이라고 쓰고 프로젝트의 설정에서 `os.environ[\"{name}\"]`을 읽으십시오"
    }
}

messages! { "settings";
    error computed(name) {
        en {
            say: "`{name}` is computed by the deploy",
            what: "The program sets a Django setting whose value only the deploy knows.",
            why: "The address of the database, the bucket, the folder of the cache and the site's hosts come from what the deploy makes. A value written here would win over them: the site would lose its database, or answer nobody.",
            fix: "Declare the thing itself, as the help says, or delete the line.",
        }
        ja {
            say: "`{name}` はデプロイが計算します",
            what: "デプロイにしか分からない値の Django の設定を、プログラムが書いています。",
            why: "データベースの接続先、バケット、キャッシュのフォルダー、サイトのホスト名は、デプロイが作るものから決まります。ここに書いた値はそれに優先するため、サイトがデータベースを失ったり、応答しなくなったりします。",
            fix: "ヘルプのとおりに実体を宣言するか、この行を削除してください。",
        }
        ko {
            say: "`{name}`은(는) 배포가 계산합니다",
            what: "배포만 값을 알 수 있는 Django 설정을 프로그램이 쓰고 있습니다.",
            why: "데이터베이스의 주소, 버킷, 캐시 폴더, 사이트의 호스트는 배포가 만드는 것에서 정해집니다. 여기 쓴 값이 우선하므로 사이트가 데이터베이스를 잃거나 응답하지 않게 됩니다.",
            fix: "도움말대로 실체를 선언하거나 이 줄을 지우십시오.",
        }
        example: "stage dev { neon; s3; efs_cache; settings { TIME_ZONE: \"Asia/Tokyo\"; } }"
    }

    error removed(name, django) {
        en {
            say: "Django has no setting `{name}` since {django}",
            help: "delete the line and declare the bucket: `s3;`",
            what: "The setting is an older spelling of a part of `STORAGES`.",
            why: "Django 4.2 brought `STORAGES`, which the deploy writes; 5.1 removed the older spelling. In between both at once are an error when the site starts, and later the line has no effect.",
            fix: "Delete the line. `s3;` keeps uploads in a bucket, and static files are served without a setting.",
        }
        ja {
            say: "Django {django} で設定 `{name}` はなくなりました",
            help: "この行を削除し、バケットを宣言してください: `s3;`",
            what: "`STORAGES` の一部に当たる、古い書き方の設定です。",
            why: "Django 4.2 で `STORAGES` が導入され（デプロイが設定します）、5.1 で古い書き方は削除されました。その間のバージョンでは両方あるとサイトの起動時にエラーになり、それ以降では効果がありません。",
            fix: "この行を削除してください。`s3;` でアップロードはバケットに保存され、静的ファイルは設定なしで配信されます。",
        }
        ko {
            say: "Django {django}부터 설정 `{name}`은(는) 없습니다",
            help: "이 줄을 지우고 버킷을 선언하십시오: `s3;`",
            what: "`STORAGES`의 일부를 예전 방식으로 쓴 설정입니다.",
            why: "Django 4.2에서 `STORAGES`가 생겼고(배포가 설정합니다) 5.1에서 예전 방식이 제거되었습니다. 그 사이 버전에서는 둘 다 있으면 사이트가 시작할 때 오류가 나고, 이후에는 효과가 없습니다.",
            fix: "이 줄을 지우십시오. `s3;`로 업로드는 버킷에 보관되고 정적 파일은 설정 없이 제공됩니다.",
        }
        example: "stage dev { s3; settings { TIME_ZONE: \"Asia/Tokyo\"; } }"
    }

    error not_upper_case(name, better) {
        en {
            say: "`{name}` is not a Django setting: they are written in capitals",
            help: "write `{better}: …;`",
            what: "The name of the setting has small letters in it.",
            why: "Django reads only names in capitals from a settings module, and leaves all others alone without a word.",
            fix: "Write the name in capitals.",
        }
        ja {
            say: "`{name}` は Django の設定ではありません。設定名は大文字で書きます",
            help: "`{better}: …;` と書いてください",
            what: "設定名に小文字が含まれています。",
            why: "Django が設定モジュールから読むのは大文字の名前だけで、それ以外は何も言わずに無視します。",
            fix: "設定名を大文字で書いてください。",
        }
        ko {
            say: "`{name}`은(는) Django 설정이 아닙니다. 설정 이름은 대문자로 씁니다",
            help: "`{better}: …;`라고 쓰십시오",
            what: "설정 이름에 소문자가 들어 있습니다.",
            why: "Django는 설정 모듈에서 대문자 이름만 읽고 나머지는 아무 말 없이 무시합니다.",
            fix: "설정 이름을 대문자로 쓰십시오.",
        }
        example: "stage dev { settings { LANGUAGE_CODE: \"ja\"; } }"
    }

    error needs_value(name) {
        en {
            say: "`{name}` needs a value",
            help: "write `{name}: true;`",
            what: "A setting stands without a value.",
            why: "`name;` alone turns a field of pocket's on. A Django setting can be a text or a number too, so that nothing would say which value is meant.",
            fix: "Write a colon and the value.",
        }
        ja {
            say: "`{name}` には値が必要です",
            help: "`{name}: true;` と書いてください",
            what: "設定に値がありません。",
            why: "`name;` だけの行は pocket のフィールドを有効にする書き方です。Django の設定は文字列や数値のこともあるので、値が決まりません。",
            fix: "コロンと値を書いてください。",
        }
        ko {
            say: "`{name}`에는 값이 필요합니다",
            help: "`{name}: true;`라고 쓰십시오",
            what: "설정에 값이 없습니다.",
            why: "`name;`만 쓰면 pocket의 필드를 켜는 뜻입니다. Django 설정은 문자열이나 수일 수도 있으므로 값을 알 수 없습니다.",
            fix: "콜론과 값을 쓰십시오.",
        }
        example: "stage dev { settings { USE_TZ: true; } }"
    }

    error bad_value(name, value) {
        en {
            say: "`{name}` takes a string, number, boolean, list or map, not `{value}`",
            what: "The value of the setting is a word, a range, a call or a number with a unit.",
            why: "A setting reaches Python as JSON. `30s` would be a text to one reader and 30 to another: Django's own settings count in plain numbers of seconds and bytes, as their documentation says.",
            fix: "Write the plain number, or the text in quotes. A Rust constant or `env(\"NAME\")` may stand there too.",
        }
        ja {
            say: "`{name}` に書けるのは文字列・数値・真偽値・リスト・マップで、`{value}` は書けません",
            what: "設定の値が、単語・範囲・呼び出し・単位付きの数のいずれかになっています。",
            why: "設定は JSON として Python に渡ります。`30s` は文字列とも 30 とも読めます。Django の設定は、ドキュメントのとおり秒やバイトの単位のない数で書きます。",
            fix: "単位のない数か、引用符で囲んだ文字列を書いてください。Rust の定数や `env(\"NAME\")` も使えます。",
        }
        ko {
            say: "`{name}`에는 문자열, 수, 불리언, 목록, 맵을 쓰며 `{value}`은(는) 쓸 수 없습니다",
            what: "설정의 값이 단어, 범위, 호출 또는 단위가 있는 수입니다.",
            why: "설정은 JSON으로 Python에 전달됩니다. `30s`는 문자열로도 30으로도 읽힐 수 있습니다. Django 설정은 문서대로 초나 바이트의 단위 없는 수로 씁니다.",
            fix: "단위 없는 수나 따옴표로 묶은 문자열을 쓰십시오. Rust 상수나 `env(\"NAME\")`도 쓸 수 있습니다.",
        }
        example: "stage dev { settings { SESSION_COOKIE_AGE: 1209600; EMAIL_TIMEOUT: 30; } }"
    }

    warning debug() {
        en {
            say: "`DEBUG: true` shows settings, SQL and local variables to every visitor of the site",
            help: "delete the line: the log shows the same tracebacks",
            what: "A stage on AWS runs with Django's debug pages.",
            why: "The site is public. With DEBUG every error answers with the traceback, local variables and settings, and Django keeps every SQL statement in memory.",
            fix: "Delete the line. The deploy sets `DEBUG = False`, and `logs -f` shows tracebacks. On the embedded cloud DEBUG does no harm.",
        }
        ja {
            say: "`DEBUG: true` では、設定・SQL・ローカル変数がサイトのすべての訪問者に見えます",
            help: "この行を削除してください。同じトレースバックはログで見られます",
            what: "AWS 上のステージが Django のデバッグページ付きで動きます。",
            why: "サイトは公開されています。DEBUG が有効だと、エラーのたびにトレースバック・ローカル変数・設定が表示され、すべての SQL 文がメモリーに残り続けます。",
            fix: "この行を削除してください。デプロイは `DEBUG = False` を設定し、トレースバックは `logs -f` で見られます。組み込みクラウドなら DEBUG でも問題ありません。",
        }
        ko {
            say: "`DEBUG: true`이면 설정, SQL, 지역 변수가 사이트의 모든 방문자에게 보입니다",
            help: "이 줄을 지우십시오. 같은 트레이스백은 로그에서 볼 수 있습니다",
            what: "AWS의 스테이지가 Django의 디버그 페이지와 함께 실행됩니다.",
            why: "사이트는 공개되어 있습니다. DEBUG가 켜져 있으면 오류마다 트레이스백, 지역 변수, 설정이 표시되고 모든 SQL 문이 메모리에 쌓입니다.",
            fix: "이 줄을 지우십시오. 배포는 `DEBUG = False`로 설정하며 트레이스백은 `logs -f`로 볼 수 있습니다. 임베디드 클라우드에서는 DEBUG여도 괜찮습니다.",
        }
        example: "stage local { cloud: embedded; settings { DEBUG: true; } }"
    }

    warning readable_secret(name) {
        en {
            say: "the value of `{name}` stands readable in the program and in the deployed code",
            help: "write `secret {name};` and read `os.environ[\"{name}\"]` in the project's settings",
            what: "A setting whose name says that it is a secret has its value in the source.",
            why: "What stands in `settings` goes into version control and into the code zip in S3, where everybody who may read the code reads it.",
            fix: "Declare a `secret`: its value is kept in SSM, and the project's settings read it from the environment.",
        }
        ja {
            say: "`{name}` の値が、プログラムとデプロイされたコードに読める形で残ります",
            help: "`secret {name};` と書き、プロジェクトの設定で `os.environ[\"{name}\"]` を読んでください",
            what: "名前からしてシークレットと思われる設定の値が、ソースに書かれています。",
            why: "`settings` に書いたものはバージョン管理と S3 上のコードの zip に入り、コードを読める人なら誰でも読めます。",
            fix: "`secret` を宣言してください。値は SSM に保存され、プロジェクトの設定は環境変数から読めます。",
        }
        ko {
            say: "`{name}`의 값이 프로그램과 배포된 코드에 읽을 수 있는 형태로 남습니다",
            help: "`secret {name};`이라고 쓰고 프로젝트의 설정에서 `os.environ[\"{name}\"]`을 읽으십시오",
            what: "이름으로 보아 시크릿인 설정의 값이 소스에 쓰여 있습니다.",
            why: "`settings`에 쓴 것은 버전 관리와 S3의 코드 zip에 들어가며 코드를 읽을 수 있는 사람은 누구나 읽습니다.",
            fix: "`secret`을 선언하십시오. 값은 SSM에 보관되고 프로젝트의 설정은 환경 변수에서 읽습니다.",
        }
        example: "stage dev { secret EMAIL_HOST_PASSWORD; settings { EMAIL_HOST: \"smtp.example.com\"; } }"
    }
}
