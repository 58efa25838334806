//! What is said of a field's value, and what each type takes.

use crate::messages::{messages, phrases};

phrases! {
    a_string() { en: "a string such as `\"text\"`", ja: "`\"text\"` のような文字列", ko: "`\"text\"` 같은 문자열" }
    a_reference() { en: "the name of another item, such as `worker`", ja: "`worker` のような別の項目の名前", ko: "`worker` 같은 다른 항목의 이름" }
    a_flag() { en: "nothing (`name;`), `true` or `false`", ja: "値なし（`name;`）、`true`、`false`", ko: "값 없음(`name;`), `true` 또는 `false`" }
    a_whole_number() { en: "a whole number such as `10`", ja: "`10` のような整数", ko: "`10` 같은 정수" }
    a_number() { en: "a number such as `0.25`", ja: "`0.25` のような数", ko: "`0.25` 같은 수" }
    a_list(each) { en: "a list in brackets, each {each}", ja: "角括弧のリスト（各要素は {each}）", ko: "대괄호 목록(각 요소는 {each})" }
    a_time() { en: "a time such as `30s` or `10m`", ja: "`30s` や `10m` のような時間", ko: "`30s`나 `10m` 같은 시간" }
    a_size() { en: "a size such as `512mb` or `1gb`", ja: "`512mb` や `1gb` のようなサイズ", ko: "`512mb`나 `1gb` 같은 크기" }
    days() { en: "a number of days such as `30d`", ja: "`30d` のような日数", ko: "`30d` 같은 일수" }
    a_capacity() { en: "a capacity in half steps up to 256, such as `0.5acu`", ja: "`0.5acu` のような 0.5 刻み（256 まで）の容量", ko: "`0.5acu` 같은 0.5 단위(256까지)의 용량" }
    a_price() { en: "a price a month such as `5usd`, 0 or more", ja: "`5usd` のような 0 以上の 1 か月の金額", ko: "`5usd` 같은 0 이상의 한 달 금액" }
    did_you_mean(text) { en: "did you mean `{text}`?", ja: "`{text}` のことですか?", ko: "`{text}`입니까?" }
    with_its_unit(text) { en: "a number with its unit: `{text}`", ja: "単位を付けてください: `{text}`", ko: "단위를 붙이십시오: `{text}`" }
    takes_a_value_not_a_block(field, keyword) {
        en: "`{field}` is a field of `{keyword}` and takes a value, not a block",
        ja: "`{field}` は `{keyword}` のフィールドです。ブロックではなく値を書きます",
        ko: "`{field}`은(는) `{keyword}`의 필드입니다. 블록이 아니라 값을 씁니다",
    }
    only_items_from(field, keyword) {
        en: "`{field}` is a field of `{keyword}`, and only whole items are taken from another stage",
        ja: "`{field}` は `{keyword}` のフィールドです。別のステージと共有できるのは項目全体だけです",
        ko: "`{field}`은(는) `{keyword}`의 필드입니다. 다른 스테이지에서 가져올 수 있는 것은 항목 전체뿐입니다",
    }
    item_of_the_stage(item, keyword) {
        en: "`{item}` is an item of the stage: close the block of `{keyword}` before it",
        ja: "`{item}` はステージの項目です。その前で `{keyword}` のブロックを閉じてください",
        ko: "`{item}`은(는) 스테이지의 항목입니다. 그 앞에서 `{keyword}`의 블록을 닫으십시오",
    }
    fields_are(list) { en: "its fields are {list}", ja: "フィールド: {list}", ko: "필드: {list}" }
}

messages! { "schema";
    error needs_value(field, expects) {
        en {
            say: "`{field}` needs a value: {expects}",
            help: "write `{field}: …;`",
            what: "A field stands without a value, and its type is not that of a flag.",
            why: "`name;` alone turns something on. A field that takes a size, a time, a number or a text has nothing to be turned on.",
            fix: "Write a colon and the value: `memory: 1024mb;`. To leave the default, delete the line.",
        }
        ja {
            say: "`{field}` には値が必要です: {expects}",
            help: "`{field}: …;` と書いてください",
            what: "フラグではないフィールドに値がありません。",
            why: "`name;` だけの行は何かを有効にする書き方です。サイズ・時間・数・文字列のフィールドには有効にするものがありません。",
            fix: "コロンと値を書いてください: `memory: 1024mb;`。既定値のままでよければ行を削除してください。",
        }
        ko {
            say: "`{field}`에는 값이 필요합니다: {expects}",
            help: "`{field}: …;`라고 쓰십시오",
            what: "플래그가 아닌 필드에 값이 없습니다.",
            why: "`name;`만 쓰면 무언가를 켜는 것입니다. 크기, 시간, 수, 문자열을 받는 필드에는 켤 것이 없습니다.",
            fix: "콜론과 값을 쓰십시오: `memory: 1024mb;`. 기본값이면 줄을 지우십시오.",
        }
        example: "stage dev { lambda { memory: 1024mb; } }"
    }

    error wrong_value(field, keyword, expects, value) {
        en {
            say: "`{field}` of `{keyword}` takes {expects}, not `{value}`",
            what: "The value is of another type than the field.",
            why: "Every field has a type with a unit, so that `512` cannot mean megabytes in one place and seconds in another.",
            fix: "Write a value as the message shows. A Rust constant may stand in its place if its type fits: `memory: MEMORY;` with `const MEMORY: Mebibytes`.",
        }
        ja {
            say: "`{keyword}` の `{field}` に書けるのは {expects}です。`{value}` は書けません",
            what: "値の型がフィールドの型と違います。",
            why: "`512` がある場所ではメガバイト、別の場所では秒を意味することのないように、どのフィールドも単位のある型を持ちます。",
            fix: "メッセージが示す形の値を書いてください。型が合えば Rust の定数も使えます: `const MEMORY: Mebibytes` と `memory: MEMORY;`。",
        }
        ko {
            say: "`{keyword}`의 `{field}`에 쓸 수 있는 것은 {expects}입니다. `{value}`은(는) 쓸 수 없습니다",
            what: "값의 타입이 필드의 타입과 다릅니다.",
            why: "`512`가 어디서는 메가바이트이고 다른 곳에서는 초가 되지 않도록 모든 필드에는 단위가 있는 타입이 있습니다.",
            fix: "메시지가 보여 주는 형태의 값을 쓰십시오. 타입이 맞으면 Rust 상수도 쓸 수 있습니다: `const MEMORY: Mebibytes`와 `memory: MEMORY;`.",
        }
        example: "stage dev { lambda { timeout: 20s; } }"
    }

    error out_of_range(field, keyword, value, low, high, nearest) {
        en {
            say: "`{field}` of `{keyword}` is {value}, and takes {low} to {high}",
            help: "write `{field}: {nearest};`",
            what: "The number is outside of what the service takes.",
            why: "The range is the service's own limit: with this value the deploy would fail when the resource is made.",
            fix: "Write a value of the range; both ends are in it.",
        }
        ja {
            say: "`{keyword}` の `{field}` が {value} になっていますが、範囲は {low} から {high} です",
            help: "`{field}: {nearest};` と書いてください",
            what: "数値がサービスの受け付ける範囲を外れています。",
            why: "この範囲はサービス自身の制限です。このままではリソースを作るときにデプロイが失敗します。",
            fix: "範囲内の値を書いてください。両端も使えます。",
        }
        ko {
            say: "`{keyword}`의 `{field}`이(가) {value}인데 범위는 {low}부터 {high}까지입니다",
            help: "`{field}: {nearest};`라고 쓰십시오",
            what: "수가 서비스가 받는 범위를 벗어났습니다.",
            why: "이 범위는 서비스 자체의 한도입니다. 이대로면 리소스를 만들 때 배포가 실패합니다.",
            fix: "범위 안의 값을 쓰십시오. 양 끝도 쓸 수 있습니다.",
        }
        example: "stage dev { lambda { memory: 2048mb; } }"
    }

    error unknown_field(keyword, name) {
        en {
            say: "`{keyword}` has no field `{name}`",
            what: "A name in the block is not a field of this item.",
            why: "Each kind has its own fields. A misspelt one would leave the default in force without a sign.",
            fix: "Write the field that the help suggests; docs/language.md lists the fields of every kind.",
        }
        ja {
            say: "`{keyword}` に `{name}` というフィールドはありません",
            what: "ブロックの中の名前が、この項目のフィールドではありません。",
            why: "フィールドは項目の種類ごとに決まっています。書き間違いを見逃すと、気付かないまま既定値が使われます。",
            fix: "ヘルプが示すフィールドを書いてください。すべてのフィールドは docs/language.md にあります。",
        }
        ko {
            say: "`{keyword}`에는 `{name}`(이)라는 필드가 없습니다",
            what: "블록 안의 이름이 이 항목의 필드가 아닙니다.",
            why: "필드는 항목의 종류마다 정해져 있습니다. 잘못 쓴 이름을 그냥 넘기면 모르는 사이에 기본값이 쓰입니다.",
            fix: "도움말이 알려 주는 필드를 쓰십시오. 모든 필드는 docs/language.md에 있습니다.",
        }
        example: "stage dev { lambda { memory: 512mb; } }"
    }

    error field_form(field, keyword) {
        en {
            say: "`{field}` is a field of `{keyword}`, and a field takes `:` before its value",
            what: "A field is written like an item: with a label, a block or `from`.",
            why: "A field has one value, after a colon. Names, blocks and `from` belong to items.",
            fix: "Write `memory: 1024mb;`, or for a flag `nat;`.",
        }
        ja {
            say: "`{field}` は `{keyword}` のフィールドです。値の前に `:` が必要です",
            what: "フィールドが、項目のようにラベル・ブロック・`from` 付きで書かれています。",
            why: "フィールドの値は 1 つで、コロンの後に書きます。ラベル・ブロック・`from` は項目のためのものです。",
            fix: "`memory: 1024mb;`、フラグなら `nat;` のように書いてください。",
        }
        ko {
            say: "`{field}`은(는) `{keyword}`의 필드입니다. 값 앞에 `:`이 필요합니다",
            what: "필드가 항목처럼 레이블, 블록, `from`과 함께 쓰여 있습니다.",
            why: "필드의 값은 하나이며 콜론 뒤에 씁니다. 레이블, 블록, `from`은 항목에 씁니다.",
            fix: "`memory: 1024mb;`처럼, 플래그는 `nat;`처럼 쓰십시오.",
        }
        example: "stage dev { lambda { arch: arm64; } vpc { nat; } }"
    }

    error duplicate_field(name) {
        en {
            say: "`{name}` is set twice",
            what: "One block sets the same field two times.",
            why: "Of the two values only one could be used, and which one is not to be seen.",
            fix: "Delete one of the lines. To differ by stage, write the common value in `every stage` and the other one in the stage.",
        }
        ja {
            say: "`{name}` が 2 回設定されています",
            what: "1 つのブロックで同じフィールドが 2 回設定されています。",
            why: "使われる値は 1 つだけで、どちらが使われるのか見ただけでは分かりません。",
            fix: "どちらかの行を削除してください。ステージごとに値を変えるには、共通の値を `every stage` に、違う値をそのステージに書きます。",
        }
        ko {
            say: "`{name}`이(가) 두 번 설정되어 있습니다",
            what: "한 블록에서 같은 필드가 두 번 설정되어 있습니다.",
            why: "쓰이는 값은 하나뿐이며 어느 쪽이 쓰이는지 보아서는 알 수 없습니다.",
            fix: "둘 가운데 한 줄을 지우십시오. 스테이지마다 다르게 하려면 공통 값은 `every stage`에, 다른 값은 그 스테이지에 씁니다.",
        }
        example: "every stage { lambda { memory: 512mb; } } stage dev { lambda { memory: 1gb; } }"
    }

    error no_routes(keyword) {
        en {
            say: "`{keyword}` has no routes",
            what: "A `route` stands in the block of an item that sends nothing anywhere.",
            why: "Routes divide the paths of a site among what answers them. This item answers no paths.",
            fix: "Delete the line. The function of the site answers every path.",
        }
        ja {
            say: "`{keyword}` に `route` は書けません",
            what: "リクエストを振り分けない項目のブロックに `route` が書かれています。",
            why: "`route` は、サイトのパスをどこが応答するかで分けるものです。この項目はパスに応答しません。",
            fix: "この行を削除してください。すべてのパスにはサイトの関数が応答します。",
        }
        ko {
            say: "`{keyword}`에는 `route`를 쓸 수 없습니다",
            what: "요청을 나누어 보내지 않는 항목의 블록에 `route`가 쓰여 있습니다.",
            why: "`route`는 사이트의 경로를 어디에서 응답할지 나누는 것입니다. 이 항목은 경로에 응답하지 않습니다.",
            fix: "이 줄을 지우십시오. 모든 경로에는 사이트의 함수가 응답합니다.",
        }
        example: "stage dev { s3; }"
    }
}
