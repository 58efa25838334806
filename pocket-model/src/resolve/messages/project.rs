//! What is said of the project's name, and of items that stand in the wrong place or form.

use crate::messages::messages;

messages! { "project";
    error unknown_keyword(word) {
        en {
            say: "there is no `{word}`",
            what: "A line begins with a word that pocket does not know.",
            why: "The first word of a line says what the stage gets: `neon`, `s3`, `lambda`. If a word that means nothing were let through, what you wanted would be missing from the deploy.",
            fix: "Write the word that the help suggests; docs/language.md lists them all. A field such as `memory` stands in the block of its item.",
        }
        ja {
            say: "`{word}` という項目はありません",
            what: "行の先頭に、pocket の知らない単語があります。",
            why: "行の先頭の単語は、ステージに何を置くかを表します（`neon`、`s3`、`lambda` など）。意味のない単語を見逃すと、必要なものがデプロイから抜け落ちます。",
            fix: "ヘルプが示す単語を書いてください。一覧は docs/language.md にあります。`memory` のようなフィールドは、その項目のブロックの中に書きます。",
        }
        ko {
            say: "`{word}`(이)라는 항목은 없습니다",
            what: "줄의 첫 단어를 pocket이 알지 못합니다.",
            why: "줄의 첫 단어는 스테이지에 무엇을 둘지를 나타냅니다(`neon`, `s3`, `lambda` 등). 의미가 없는 단어를 그냥 넘기면 필요한 것이 배포에서 빠집니다.",
            fix: "도움말이 알려 주는 단어를 쓰십시오. 전체 목록은 docs/language.md에 있습니다. `memory` 같은 필드는 해당 항목의 블록 안에 씁니다.",
        }
        example: "stage dev { neon; lambda { memory: 512mb; } }"
    }

    error wrong_place(keyword, place) {
        en {
            say: "`{keyword}` stands {place}",
            what: "The item stands inside of a stage and belongs outside of it, or the other way round.",
            why: "What stands at the top is said of the whole project or given to every stage. Resources such as a database belong to a stage, so that each stage has one of its own.",
            fix: "Move the item into a stage, or into `every stage { … }` if all of them want it. `project` stands at the top.",
        }
        ja {
            say: "`{keyword}` を書けるのは {place} です",
            what: "ステージの外に書く項目が中にあるか、中に書く項目が外にあります。",
            why: "最上位に書いたものは、プロジェクト全体の設定か、すべてのステージ共通の設定になります。データベースなどのリソースは、ステージごとに別々に持てるようにステージの中に書きます。",
            fix: "ステージの中に移してください。すべてのステージに必要なら `every stage { … }` の中に書きます。`project` は最上位に書きます。",
        }
        ko {
            say: "`{keyword}`은(는) {place}에만 쓸 수 있습니다",
            what: "스테이지 밖에 쓸 항목이 안에 있거나 안에 쓸 항목이 밖에 있습니다.",
            why: "최상위에 쓴 것은 프로젝트 전체의 설정이거나 모든 스테이지의 공통 설정입니다. 데이터베이스 같은 리소스는 스테이지마다 따로 가질 수 있도록 스테이지 안에 씁니다.",
            fix: "스테이지 안으로 옮기십시오. 모든 스테이지에 필요하면 `every stage { … }` 안에 씁니다. `project`는 최상위에 씁니다.",
        }
        example: "project shop; every stage { s3; } stage dev { neon; }"
    }

    error needs_label(keyword, text) {
        en {
            say: "`{keyword}` needs a name",
            help: "write `{text}`",
            what: "An item that a stage can have several of stands without a name.",
            why: "The name tells one secret or one environment variable from the next, and it is the name under which Django finds it.",
            fix: "Write the name after the first word: `secret STRIPE_KEY;`.",
        }
        ja {
            say: "`{keyword}` には名前が必要です",
            help: "`{text}` と書いてください",
            what: "1 つのステージに複数置ける項目に、名前がありません。",
            why: "シークレットや環境変数は名前で区別され、Django からもその名前で参照されます。",
            fix: "先頭の単語の後に名前を書いてください: `secret STRIPE_KEY;`。",
        }
        ko {
            say: "`{keyword}`에는 이름이 필요합니다",
            help: "`{text}`라고 쓰십시오",
            what: "한 스테이지에 여러 개 둘 수 있는 항목에 이름이 없습니다.",
            why: "시크릿과 환경 변수는 이름으로 구별되며 Django도 그 이름으로 찾습니다.",
            fix: "첫 단어 뒤에 이름을 쓰십시오: `secret STRIPE_KEY;`.",
        }
        example: "stage dev { secret STRIPE_KEY; }"
    }

    error no_label(keyword, text) {
        en {
            say: "`{keyword}` takes no name: a stage has one of it",
            help: "write `{text}`",
            what: "A name stands after an item that a stage has only one of.",
            why: "A name is there to tell several apart. With a single one it would be shown nowhere and used for nothing.",
            fix: "Delete the name. What the resource itself is called is a field where it can be chosen: `s3 { bucket: \"…\"; }`.",
        }
        ja {
            say: "`{keyword}` に名前は付けられません。ステージに 1 つだけの項目です",
            help: "`{text}` と書いてください",
            what: "ステージに 1 つしか置けない項目に、名前が書かれています。",
            why: "名前は複数の項目を区別するためのものです。1 つしかない項目では、どこにも表示されず、使われません。",
            fix: "名前を削除してください。リソース自体の名前を選べる場合はフィールドで指定します: `s3 { bucket: \"…\"; }`。",
        }
        ko {
            say: "`{keyword}`에는 이름을 붙일 수 없습니다. 스테이지에 하나만 있는 항목입니다",
            help: "`{text}`라고 쓰십시오",
            what: "스테이지에 하나만 둘 수 있는 항목에 이름이 쓰여 있습니다.",
            why: "이름은 여러 항목을 구별하려고 붙입니다. 하나뿐인 항목의 이름은 어디에도 나타나지 않고 쓰이지도 않습니다.",
            fix: "이름을 지우십시오. 리소스 자체의 이름을 고를 수 있으면 필드로 지정합니다: `s3 { bucket: \"…\"; }`.",
        }
        example: "stage dev { s3 { bucket: \"my-shop-uploads\"; } }"
    }

    error no_value(keyword, value) {
        en {
            say: "`{keyword}` takes no value, and here it gets `{value}`",
            what: "A colon and a value stand after an item that has nothing to set this way.",
            why: "Only items that are a single setting take a value: `region: \"…\";`. What has several settings takes a block, in which each of them has its name.",
            fix: "Write the item alone, or the setting with its name in a block: `s3 { bucket: \"…\"; }`.",
        }
        ja {
            say: "`{keyword}` に値は書けませんが、`{value}` が書かれています",
            what: "値を受け取らない項目に、コロンと値が書かれています。",
            why: "値を直接受け取るのは、`region: \"…\";` のように設定が 1 つだけの項目です。設定が複数ある項目はブロックを取り、それぞれの設定を名前で指定します。",
            fix: "項目だけを書くか、ブロックの中で設定を名前で指定してください: `s3 { bucket: \"…\"; }`。",
        }
        ko {
            say: "`{keyword}`에는 값을 쓸 수 없는데 `{value}`이(가) 쓰여 있습니다",
            what: "값을 받지 않는 항목에 콜론과 값이 쓰여 있습니다.",
            why: "값을 바로 받는 것은 `region: \"…\";`처럼 설정이 하나뿐인 항목입니다. 설정이 여럿인 항목은 블록을 받으며 그 안에서 설정마다 이름을 씁니다.",
            fix: "항목만 쓰거나 블록 안에서 설정의 이름을 쓰십시오: `s3 { bucket: \"…\"; }`.",
        }
        example: "region: \"ap-northeast-1\"; stage dev { s3 { bucket: \"my-shop-uploads\"; } }"
    }

    error no_block(keyword, text) {
        en {
            say: "`{keyword}` takes no block",
            help: "write `{text}`",
            what: "A block stands after an item that is a single setting.",
            why: "There is nothing to choose inside of it: the item is its value.",
            fix: "Write the value after a colon: `region: \"ap-northeast-1\";`. What stands in the block belongs beside the item.",
        }
        ja {
            say: "`{keyword}` にブロックは書けません",
            help: "`{text}` と書いてください",
            what: "設定が 1 つだけの項目に、ブロックが書かれています。",
            why: "この項目は値そのもので、ブロックの中で選ぶものがありません。",
            fix: "コロンの後に値を書いてください: `region: \"ap-northeast-1\";`。ブロックの中身は、項目と並べて書きます。",
        }
        ko {
            say: "`{keyword}`에는 블록을 쓸 수 없습니다",
            help: "`{text}`라고 쓰십시오",
            what: "설정이 하나뿐인 항목에 블록이 쓰여 있습니다.",
            why: "이 항목은 값 자체이므로 블록 안에서 고를 것이 없습니다.",
            fix: "콜론 뒤에 값을 쓰십시오: `region: \"ap-northeast-1\";`. 블록 안의 내용은 항목과 나란히 씁니다.",
        }
        example: "project shop; region: \"ap-northeast-1\"; stage dev;"
    }

    error route_place() {
        en {
            say: "a route cannot stand here",
            help: "a stage's `lambda` answers every path; leave the route out",
            what: "A `route` stands directly in a stage or at the top.",
            why: "A route says which paths a front door sends where, so it belongs to one. Without a front door the function of the site answers every path.",
            fix: "Delete the line. Uploads and static files are served without a route.",
        }
        ja {
            say: "ここに `route` は書けません",
            help: "すべてのパスにはステージの `lambda` が応答します。この行を削除してください",
            what: "`route` がステージの直下か最上位に書かれています。",
            why: "`route` は、入口となるサービスがどのパスをどこへ送るかを表すので、その項目の中に書きます。入口がなければ、サイトの関数がすべてのパスに応答します。",
            fix: "この行を削除してください。アップロードしたファイルと静的ファイルは `route` なしで配信されます。",
        }
        ko {
            say: "여기에는 `route`를 쓸 수 없습니다",
            help: "모든 경로에는 스테이지의 `lambda`가 응답합니다. 이 줄을 지우십시오",
            what: "`route`가 스테이지 바로 아래나 최상위에 쓰여 있습니다.",
            why: "`route`는 입구가 되는 서비스가 어느 경로를 어디로 보낼지를 뜻하므로 그 항목 안에 씁니다. 입구가 없으면 사이트의 함수가 모든 경로에 응답합니다.",
            fix: "이 줄을 지우십시오. 업로드한 파일과 정적 파일은 `route` 없이도 제공됩니다.",
        }
        example: "stage dev { s3; lambda; }"
    }

    error duplicate_item(title) {
        en {
            say: "`{title}` is declared twice in this block",
            help: "put the fields of both into one block",
            what: "The same item stands twice in one stage.",
            why: "A stage has each item once. Of two that differ, one would win in silence.",
            fix: "Put all fields into one block. For a second one of its kind give it a name, where the kind takes one: `lambda worker { … }`.",
        }
        ja {
            say: "`{title}` がこのブロックで 2 回宣言されています",
            help: "両方のフィールドを 1 つのブロックにまとめてください",
            what: "1 つのステージに同じ項目が 2 つあります。",
            why: "同じ項目はステージに 1 つだけです。内容の違うものが 2 つあると、一方が黙って無視されてしまいます。",
            fix: "フィールドを 1 つのブロックにまとめてください。同じ種類をもう 1 つ置くには、名前を付けられる項目なら名前を付けます: `lambda worker { … }`。",
        }
        ko {
            say: "`{title}`이(가) 이 블록에서 두 번 선언되었습니다",
            help: "두 곳의 필드를 블록 하나에 모으십시오",
            what: "한 스테이지에 같은 항목이 두 번 있습니다.",
            why: "같은 항목은 스테이지에 하나만 있습니다. 내용이 다른 둘이 있으면 한쪽이 알림 없이 무시됩니다.",
            fix: "필드를 블록 하나에 모으십시오. 같은 종류를 하나 더 두려면 이름을 붙일 수 있는 항목에는 이름을 붙입니다: `lambda worker { … }`.",
        }
        example: "stage dev { s3 { versioning; keep_versions: 90d; } }"
    }

    error needs_name(name) {
        en {
            say: "`project` needs a name",
            help: "write `project {name};`",
            what: "The word `project` stands without a name after it.",
            why: "The project's name begins the name of every resource in the AWS account.",
            fix: "Write the name, or delete the line: without it the project is named after the crate.",
        }
        ja {
            say: "`project` には名前が必要です",
            help: "`project {name};` と書いてください",
            what: "`project` の後に名前がありません。",
            why: "プロジェクト名は、AWS アカウント内のすべてのリソース名の先頭に付きます。",
            fix: "名前を書くか、この行を削除してください。省略すると crate の名前がプロジェクト名になります。",
        }
        ko {
            say: "`project`에는 이름이 필요합니다",
            help: "`project {name};`라고 쓰십시오",
            what: "`project` 뒤에 이름이 없습니다.",
            why: "프로젝트 이름은 AWS 계정 안의 모든 리소스 이름 앞에 붙습니다.",
            fix: "이름을 쓰거나 줄을 지우십시오. 생략하면 crate의 이름이 프로젝트 이름이 됩니다.",
        }
        example: "project shop; stage dev;"
    }

    error duplicate(first) {
        en {
            say: "the project is already named `{first}`",
            what: "Two lines name the project.",
            why: "The name begins the name of every resource, so there can be only one.",
            fix: "Delete one of the lines.",
        }
        ja {
            say: "プロジェクト名はすでに `{first}` と書かれています",
            what: "プロジェクト名が 2 行に書かれています。",
            why: "プロジェクト名はすべてのリソース名の先頭に付くので、1 つしか持てません。",
            fix: "どちらかの行を削除してください。",
        }
        ko {
            say: "프로젝트 이름은 이미 `{first}`(으)로 쓰여 있습니다",
            what: "프로젝트 이름이 두 줄에 쓰여 있습니다.",
            why: "프로젝트 이름은 모든 리소스 이름 앞에 붙으므로 하나뿐입니다.",
            fix: "둘 가운데 한 줄을 지우십시오.",
        }
        example: "project shop; stage dev;"
    }

    error bad_name(name) {
        en {
            say: "`{name}` cannot name a project: lower-case letters, digits and hyphens, a letter first, no hyphen at the end",
            what: "The project's name has a character that it cannot have.",
            why: "The name begins the names of buckets and other resources, and of hosts. S3 and DNS take lower-case letters, digits and hyphens there.",
            fix: "Write a name of these characters. `_` counts as `-`.",
        }
        ja {
            say: "`{name}` はプロジェクト名にできません。使えるのは小文字の英字・数字・ハイフンで、先頭は英字、末尾はハイフン以外です",
            what: "プロジェクト名に使えない文字が含まれています。",
            why: "プロジェクト名は、バケットなどのリソース名やホスト名の先頭に付きます。S3 と DNS が受け付けるのは小文字の英字・数字・ハイフンだけです。",
            fix: "この範囲の文字で名前を書いてください。`_` は `-` として扱われます。",
        }
        ko {
            say: "`{name}`은(는) 프로젝트 이름으로 쓸 수 없습니다. 소문자, 숫자, 하이픈을 쓸 수 있으며 첫 글자는 영문자이고 하이픈으로 끝날 수 없습니다",
            what: "프로젝트 이름에 쓸 수 없는 문자가 있습니다.",
            why: "프로젝트 이름은 버킷 등의 리소스 이름과 호스트 이름 앞에 붙습니다. S3와 DNS는 소문자, 숫자, 하이픈만 받습니다.",
            fix: "이 범위의 문자로 이름을 쓰십시오. `_`는 `-`로 취급합니다.",
        }
        example: "project my-shop; stage dev;"
    }
}
