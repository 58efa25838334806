//! Colons, commas and semicolons.

use crate::messages::{messages, phrases};

phrases! {
    no_comma_after_a_block() { en: "a block takes no `,` after it", ja: "ブロックの後に `,` は書けません", ko: "블록 뒤에는 `,`를 쓸 수 없습니다" }
    delete_the_comma() { en: "delete the `,`", ja: "`,` を削除してください", ko: "`,`를 지우십시오" }
    missing_one_semicolon() { en: "missing `;`", ja: "`;` がありません", ko: "`;`이 없습니다" }
    end_with_semicolon() { en: "end it with `;`", ja: "末尾に `;` を付けてください", ko: "끝에 `;`을 붙이십시오" }
    comma_not_semicolon() {
        en: "what stands in a list or a map is separated by `,`, not by `;`",
        ja: "リストとマップの中は `;` ではなく `,` で区切ります",
        ko: "목록과 맵 안은 `;`이 아니라 `,`로 구분합니다",
    }
    written_as_a_map(key) {
        en: "a map is written `{{ \"{key}\": \"value\", … }}`",
        ja: "マップは `{{ \"{key}\": \"value\", … }}` のように書きます",
        ko: "맵은 `{{ \"{key}\": \"value\", … }}`처럼 씁니다",
    }
}

messages! { "syntax";
    error comma() {
        en {
            say: "what stands in a block ends in `;`, not in `,`",
            help: "write `;` in place of the comma",
            what: "A comma stands where a `;` belongs.",
            why: "Items and fields end in `;` or in a block; commas separate the values of a list.",
            fix: "Write `;` in place of the comma.",
        }
        ja {
            say: "ブロックの中の行末は `,` ではなく `;` です",
            help: "カンマの代わりに `;` を書いてください",
            what: "`;` を書く場所にカンマが書かれています。",
            why: "項目とフィールドは `;` かブロックで終わります。カンマはリストの値を区切る記号です。",
            fix: "カンマの代わりに `;` を書いてください。",
        }
        ko {
            say: "블록 안의 줄은 `,`가 아니라 `;`으로 끝납니다",
            help: "쉼표 대신 `;`을 쓰십시오",
            what: "`;`을 쓸 곳에 쉼표가 쓰여 있습니다.",
            why: "항목과 필드는 `;`이나 블록으로 끝납니다. 쉼표는 목록의 값을 구분하는 기호입니다.",
            fix: "쉼표 대신 `;`을 쓰십시오.",
        }
        example: "stage dev { lambda { memory: 1024mb; timeout: 20s; } }"
    }

    error double_semicolon() {
        en {
            say: "this `;` ends nothing",
            help: "delete it",
            what: "A `;` stands where nothing is to be ended.",
            why: "Each `;` ends one item or field. One more is most often what is left of a deleted line.",
            fix: "Delete the `;`.",
        }
        ja {
            say: "余分な `;` があります",
            help: "削除してください",
            what: "終わらせるもののない `;` があります。",
            why: "`;` は項目かフィールドを 1 つ終わらせる記号です。余分なものは、たいてい削除した行の残りです。",
            fix: "`;` を削除してください。",
        }
        ko {
            say: "필요 없는 `;`이 있습니다",
            help: "지우십시오",
            what: "끝낼 것이 없는 `;`이 있습니다.",
            why: "`;`은 항목이나 필드 하나를 끝내는 기호입니다. 남는 것은 대개 지운 줄의 흔적입니다.",
            fix: "`;`을 지우십시오.",
        }
        example: "stage dev { neon; s3; }"
    }

    error semicolon_after_block() {
        en {
            say: "a block takes no `;` after it",
            help: "delete the `;`",
            what: "A `;` stands after a closing brace.",
            why: "The brace ends the item already.",
            fix: "Delete the `;`.",
        }
        ja {
            say: "ブロックの後に `;` は書けません",
            help: "`;` を削除してください",
            what: "閉じ波括弧の後に `;` が書かれています。",
            why: "項目は波括弧で終わっています。",
            fix: "`;` を削除してください。",
        }
        ko {
            say: "블록 뒤에는 `;`을 쓸 수 없습니다",
            help: "`;`을 지우십시오",
            what: "닫는 중괄호 뒤에 `;`이 쓰여 있습니다.",
            why: "항목은 중괄호로 이미 끝났습니다.",
            fix: "`;`을 지우십시오.",
        }
        example: "stage dev { lambda { memory: 1024mb; } neon; }"
    }

    error missing_semicolon(text) {
        en {
            say: "missing `;` after `{text}`",
            help: "write `{text};`",
            what: "An item or a field does not end.",
            why: "The end of a line means nothing here, as in Rust: without `;` the next word would belong to this item.",
            fix: "Write `;` at the end of the item, or a block.",
        }
        ja {
            say: "`{text}` の後に `;` がありません",
            help: "`{text};` と書いてください",
            what: "項目またはフィールドが終わっていません。",
            why: "Rust と同じく改行に意味はありません。`;` がないと、次の単語がこの項目の一部になってしまいます。",
            fix: "項目の末尾に `;` を書くか、ブロックを書いてください。",
        }
        ko {
            say: "`{text}` 뒤에 `;`이 없습니다",
            help: "`{text};`라고 쓰십시오",
            what: "항목이나 필드가 끝나지 않았습니다.",
            why: "Rust와 마찬가지로 줄바꿈에는 의미가 없습니다. `;`이 없으면 다음 단어가 이 항목의 일부가 됩니다.",
            fix: "항목 끝에 `;`을 쓰거나 블록을 쓰십시오.",
        }
        example: "stage dev { neon; s3; }"
    }

    error missing_colon(name, found) {
        en {
            say: "missing `:` between `{name}` and {found}",
            help: "write `{name}: …`",
            what: "A name and its value stand side by side without a colon.",
            why: "A word after a name is the label of an item; only the colon says that a value follows.",
            fix: "Write a colon between the two: `memory: 1024mb;`.",
        }
        ja {
            say: "`{name}` と {found} の間に `:` がありません",
            help: "`{name}: …` と書いてください",
            what: "名前と値の間にコロンがありません。",
            why: "名前の後の単語は項目のラベルになります。値であることを示すのはコロンだけです。",
            fix: "間にコロンを書いてください: `memory: 1024mb;`。",
        }
        ko {
            say: "`{name}`과(와) {found} 사이에 `:`이 없습니다",
            help: "`{name}: …`라고 쓰십시오",
            what: "이름과 값 사이에 콜론이 없습니다.",
            why: "이름 뒤의 단어는 항목의 레이블이 됩니다. 값이라는 것은 콜론으로만 나타냅니다.",
            fix: "사이에 콜론을 쓰십시오: `memory: 1024mb;`.",
        }
        example: "stage dev { lambda { memory: 1024mb; } }"
    }

    error missing_comma(found) {
        en {
            say: "missing `,` before {found}",
            help: "write `,` between the values",
            what: "Two values of a list or a map stand side by side.",
            why: "Two strings without a comma between them are most often a forgotten comma, and Python would join them in silence.",
            fix: "Write `,` between the values. One after the last is allowed.",
        }
        ja {
            say: "{found} の前に `,` がありません",
            help: "値の間に `,` を書いてください",
            what: "リストまたはマップの値の間に区切りがありません。",
            why: "並んだ 2 つの文字列は、たいていカンマの書き忘れです。Python では黙って連結されてしまいます。",
            fix: "値の間に `,` を書いてください。最後の値の後にも書けます。",
        }
        ko {
            say: "{found} 앞에 `,`가 없습니다",
            help: "값 사이에 `,`를 쓰십시오",
            what: "목록이나 맵의 값 사이에 구분이 없습니다.",
            why: "나란히 놓인 두 문자열은 대개 쉼표를 빠뜨린 것입니다. Python에서는 알림 없이 이어 붙습니다.",
            fix: "값 사이에 `,`를 쓰십시오. 마지막 값 뒤에도 쓸 수 있습니다.",
        }
        example: "stage dev { vpc { zones: [\"a\", \"c\"]; nat; } }"
    }

    error equals(text) {
        en {
            say: "a field is set with `:`, not with `=`",
            help: "write `{text}`",
            what: "An equals sign stands before a value.",
            why: "A block declares what there shall be, as a Rust struct literal does; nothing is assigned.",
            fix: "Write a colon: `memory: 1024mb;`.",
        }
        ja {
            say: "フィールドの値は `=` ではなく `:` で書きます",
            help: "`{text}` と書いてください",
            what: "値の前に等号が書かれています。",
            why: "ブロックは Rust の構造体リテラルと同じく内容を宣言するもので、代入ではありません。",
            fix: "コロンを書いてください: `memory: 1024mb;`。",
        }
        ko {
            say: "필드의 값은 `=`이 아니라 `:`으로 씁니다",
            help: "`{text}`라고 쓰십시오",
            what: "값 앞에 등호가 쓰여 있습니다.",
            why: "블록은 Rust의 구조체 리터럴처럼 내용을 선언하는 것이며 대입이 아닙니다.",
            fix: "콜론을 쓰십시오: `memory: 1024mb;`.",
        }
        example: "stage dev { lambda { memory: 1024mb; } }"
    }
}
