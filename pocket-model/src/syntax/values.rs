//! What stands after a colon: literals, units, ranges and Rust values.

use crate::messages::{messages, phrases};

phrases! {
    a_character() { en: "a character", ja: "文字リテラル", ko: "문자 리터럴" }
    no_value_in_the_list() { en: "a value is missing before this comma", ja: "このカンマの前に値がありません", ko: "이 쉼표 앞에 값이 없습니다" }
    value_or_no_comma() { en: "write a value, or delete the comma", ja: "値を書くか、カンマを削除してください", ko: "값을 쓰거나 쉼표를 지우십시오" }
    too_small(written) { en: "the number `{written}` is too small", ja: "数値 `{written}` は小さすぎます", ko: "숫자 `{written}`은(는) 너무 작습니다" }
    smallest(number) { en: "the smallest is `{number}`", ja: "最小値は `{number}` です", ko: "가장 작은 수는 `{number}`입니다" }
    a_function_of_the_program(field) {
        en: "write an `async fn` beside the block, and its name here: `{field}: my_function;`",
        ja: "ブロックの外に `async fn` を書き、ここにはその名前を書いてください: `{field}: my_function;`",
        ko: "블록 밖에 `async fn`을 쓰고 여기에는 그 이름을 쓰십시오: `{field}: my_function;`",
    }
    a_string_with_a_suffix() { en: "a string with a suffix", ja: "接尾辞の付いた文字列", ko: "접미사가 붙은 문자열" }
    a_byte_string() { en: "a byte or C string", ja: "バイト列または C 文字列", ko: "바이트 문자열 또는 C 문자열" }
    write_a_string(text) { en: "write a string: `{text}`", ja: "文字列で書いてください: `{text}`", ko: "문자열로 쓰십시오: `{text}`" }
    without_the_suffix(text) { en: "write it without the suffix: `{text}`", ja: "接尾辞を付けずに書いてください: `{text}`", ko: "접미사 없이 쓰십시오: `{text}`" }
    in_lower_case(unit) {
        en: "the unit `{unit}` is written in lower case",
        ja: "単位 `{unit}` は小文字で書きます",
        ko: "단위 `{unit}`은(는) 소문자로 씁니다",
    }
    no_rust_type(suffix) {
        en: "a number takes no Rust type, found `{suffix}`",
        ja: "数値に Rust の型 `{suffix}` は付けられません",
        ko: "숫자에 Rust 타입 `{suffix}`을(를) 붙일 수 없습니다",
    }
    written_with(text, units) {
        en: "write `{text}`; the units are {units}",
        ja: "`{text}` と書いてください（単位は {units}）",
        ko: "`{text}`라고 쓰십시오(단위: {units})",
    }
    no_upper_end() { en: "the range has no upper end", ja: "範囲に上限がありません", ko: "범위에 상한이 없습니다" }
    no_lower_end() { en: "the range has no lower end", ja: "範囲に下限がありません", ko: "범위에 하한이 없습니다" }
    no_function_call(text) {
        en: "a Rust function cannot be called here: `{text}(…)`",
        ja: "ここで Rust の関数は呼び出せません: `{text}(…)`",
        ko: "여기에서 Rust 함수를 호출할 수 없습니다: `{text}(…)`",
    }
    name_the_function(field, text) {
        en: "name the function alone where one is wanted, `{field}: {text};`, or put the value in a `const` and name that",
        ja: "関数を書く場所なら名前だけを書き（`{field}: {text};`）、値なら `const` に入れてその名前を書いてください",
        ko: "함수를 쓰는 곳이면 이름만 쓰고(`{field}: {text};`), 값이면 `const`에 넣어 그 이름을 쓰십시오",
    }
}

messages! { "syntax";
    error expected_value(field) {
        en {
            say: "`{field}` has no value",
            help: "write `{field}: …;`",
            what: "A colon stands without a value after it.",
            why: "The colon says that a value follows. To leave the default, the whole line is left out.",
            fix: "Write the value, or delete the line.",
        }
        ja {
            say: "`{field}` に値がありません",
            help: "`{field}: …;` と書いてください",
            what: "コロンの後に値がありません。",
            why: "コロンの後には値が必要です。既定値のままでよければ、行ごと省略します。",
            fix: "値を書くか、行を削除してください。",
        }
        ko {
            say: "`{field}`에 값이 없습니다",
            help: "`{field}: …;`라고 쓰십시오",
            what: "콜론 뒤에 값이 없습니다.",
            why: "콜론 뒤에는 값이 필요합니다. 기본값이면 줄 전체를 생략합니다.",
            fix: "값을 쓰거나 줄을 지우십시오.",
        }
        example: "stage dev { lambda { memory: 1024mb; } }"
    }

    error literal(written, what) {
        en {
            say: "`{written}` is {what}, which has no meaning here",
            what: "A literal of Rust stands where the language has none of its kind.",
            why: "There are strings, numbers, numbers with a unit, `true` and `false`. Characters and bytes are nothing that a setting of AWS or Django could take.",
            fix: "Write a string in double quotes: `\"text\"`.",
        }
        ja {
            say: "`{written}` は{what}で、ここでは使えません",
            what: "使えない種類の Rust リテラルが書かれています。",
            why: "書けるのは文字列、数値、単位付きの数値、`true`、`false` です。AWS や Django の設定に、文字やバイト列を受け取るものはありません。",
            fix: "二重引用符の文字列で書いてください: `\"text\"`。",
        }
        ko {
            say: "`{written}`은(는) {what}이며 여기에서는 쓸 수 없습니다",
            what: "쓸 수 없는 종류의 Rust 리터럴이 쓰여 있습니다.",
            why: "쓸 수 있는 것은 문자열, 수, 단위가 있는 수, `true`, `false`입니다. AWS나 Django의 설정에는 문자나 바이트를 받는 것이 없습니다.",
            fix: "큰따옴표 문자열로 쓰십시오: `\"text\"`.",
        }
        example: "stage dev { neon { branch: \"d\"; } }"
    }

    error number(written, largest) {
        en {
            say: "the number `{written}` is too large",
            help: "the largest is `{largest}`",
            what: "A whole number has more digits than 64 bits hold.",
            why: "No setting of AWS or Django takes such a number.",
            fix: "Write a smaller number. Long digits that are an id are a string: `\"…\"`.",
        }
        ja {
            say: "数値 `{written}` は大きすぎます",
            help: "最大値は `{largest}` です",
            what: "整数が 64 ビットに収まりません。",
            why: "AWS や Django の設定に、これほど大きな数を受け取るものはありません。",
            fix: "小さい数を書いてください。ID のような長い数字は文字列で書きます: `\"…\"`。",
        }
        ko {
            say: "숫자 `{written}`은(는) 너무 큽니다",
            help: "가장 큰 수는 `{largest}`입니다",
            what: "정수가 64비트에 들어가지 않습니다.",
            why: "AWS나 Django의 설정에는 이렇게 큰 수를 받는 것이 없습니다.",
            fix: "더 작은 수를 쓰십시오. ID처럼 긴 숫자는 문자열로 씁니다: `\"…\"`.",
        }
        example: "stage dev { lambda { reserved_concurrency: 100; } }"
    }

    error unit_apart(unit, text) {
        en {
            say: "a space stands between the number and its unit `{unit}`",
            help: "write `{text}`",
            what: "A number and its unit are written apart.",
            why: "Rust reads the two as separate words, so that `20 s` would be the number 20 and something named `s`.",
            fix: "Write the unit right after the number: `20s`.",
        }
        ja {
            say: "数値と単位 `{unit}` の間に空白があります",
            help: "`{text}` と書いてください",
            what: "数値と単位が離れています。",
            why: "Rust は 2 つの別々の単語として読むため、`20 s` は数値 20 と `s` という名前になってしまいます。",
            fix: "数値の直後に単位を書いてください: `20s`。",
        }
        ko {
            say: "숫자와 단위 `{unit}` 사이에 공백이 있습니다",
            help: "`{text}`라고 쓰십시오",
            what: "숫자와 단위가 떨어져 있습니다.",
            why: "Rust는 둘을 따로 읽으므로 `20 s`는 숫자 20과 `s`라는 이름이 됩니다.",
            fix: "숫자 바로 뒤에 단위를 쓰십시오: `20s`.",
        }
        example: "stage dev { lambda { timeout: 20s; } }"
    }

    error unknown_unit(unit, units) {
        en {
            say: "unknown unit `{unit}`",
            help: "the units are {units}",
            what: "The letters after a number are not a unit.",
            why: "A unit says what the number counts, so that seconds are never taken for minutes.",
            fix: "Write one of the units, in lower case and right after the number: `30s`, `512mb`, `35d`.",
        }
        ja {
            say: "`{unit}` という単位はありません",
            help: "単位は {units} です",
            what: "数値の後の文字が単位ではありません。",
            why: "秒と分を取り違えることのないように、数値には単位を付けます。",
            fix: "数値の直後に、単位を小文字で書いてください: `30s`、`512mb`、`35d`。",
        }
        ko {
            say: "`{unit}`(이)라는 단위는 없습니다",
            help: "단위: {units}",
            what: "숫자 뒤의 글자가 단위가 아닙니다.",
            why: "초와 분을 혼동하지 않도록 숫자에는 단위를 붙입니다.",
            fix: "숫자 바로 뒤에 단위를 소문자로 쓰십시오: `30s`, `512mb`, `35d`.",
        }
        example: "stage dev { lambda { timeout: 20s; memory: 512mb; } }"
    }

    error range() {
        en {
            say: "a range is written with two dots",
            help: "write the two ends, which both count: `1acu..8acu`",
            what: "A range is written otherwise than `low..high`.",
            why: "A range says the least and the most that a resource may grow to. Both ends belong to it, so there is one form only.",
            fix: "Write both ends with two dots between them: `1acu..8acu`.",
        }
        ja {
            say: "範囲はドット 2 つで書きます",
            help: "両端を書いてください（両端とも範囲に含まれます）: `1acu..8acu`",
            what: "範囲の書き方が `下限..上限` の形ではありません。",
            why: "範囲はリソースの最小と最大を表し、両端とも含まれます。書き方はこの 1 つだけです。",
            fix: "両端の間にドットを 2 つ書いてください: `1acu..8acu`。",
        }
        ko {
            say: "범위는 점 두 개로 씁니다",
            help: "양 끝을 쓰십시오(양 끝 모두 범위에 들어갑니다): `1acu..8acu`",
            what: "범위가 `하한..상한` 형태가 아닙니다.",
            why: "범위는 리소스의 최소와 최대를 뜻하며 양 끝이 모두 들어갑니다. 쓰는 방법은 이것 하나입니다.",
            fix: "양 끝 사이에 점을 두 개 쓰십시오: `1acu..8acu`.",
        }
        example: "stage dev { neon { min_cu: 0.25; max_cu: 2; } }"
    }

    error operator(found, field, constant) {
        en {
            say: "a value is written down, not computed: {found} cannot stand here",
            help: "put it in a `const` and name that: `{field}: {constant};`",
            what: "A Rust expression stands where a value belongs.",
            why: "The block is read by the macro, which does not run Rust: it cannot know what an expression gives. A constant is checked by rustc and its value again when the program starts.",
            fix: "Write the value itself, or put the expression in a `const` and write its name, in capitals: `memory: MEMORY;`.",
        }
        ja {
            say: "値に計算式は使えません。ここに {found} は書けません",
            help: "`const` に入れて、その名前を書いてください: `{field}: {constant};`",
            what: "値を書く場所に Rust の式が書かれています。",
            why: "ブロックを読むマクロは Rust を実行しないため、式の結果が分かりません。定数なら、型は rustc が、値はプログラムの起動時に検査されます。",
            fix: "値そのものを書くか、式を `const` に入れてその名前を大文字で書いてください: `memory: MEMORY;`。",
        }
        ko {
            say: "값은 계산식으로 쓸 수 없습니다. {found}은(는) 여기에 쓸 수 없습니다",
            help: "`const`에 넣고 그 이름을 쓰십시오: `{field}: {constant};`",
            what: "값을 쓸 곳에 Rust 식이 쓰여 있습니다.",
            why: "블록을 읽는 매크로는 Rust를 실행하지 않으므로 식의 결과를 알 수 없습니다. 상수이면 타입은 rustc가, 값은 프로그램이 시작할 때 검사됩니다.",
            fix: "값 자체를 쓰거나 식을 `const`에 넣고 그 이름을 대문자로 쓰십시오: `memory: MEMORY;`.",
        }
        example: "stage dev { lambda { memory: MEMORY; } }"
    }
}
