//! What stands where something else belongs: words, names, stages, comments and attributes.

use crate::messages::{messages, phrases};

phrases! {
    end_of_block() { en: "the end of the block", ja: "ブロックの終わり", ko: "블록의 끝" }
    a_word() { en: "a word such as `neon`", ja: "`neon` のような単語", ko: "`neon` 같은 단어" }
    begins_with_a_word() {
        en: "an item or a field begins with a word: `neon;`, `memory: 1024mb;`",
        ja: "項目とフィールドは単語で始まります: `neon;`、`memory: 1024mb;`",
        ko: "항목과 필드는 단어로 시작합니다: `neon;`, `memory: 1024mb;`",
    }
    block_follows_a_word() {
        en: "a block follows the word that it belongs to: `vpc {{ … }}`",
        ja: "ブロックは、それが属する単語の後に書きます: `vpc {{ … }}`",
        ko: "블록은 그것이 속하는 단어 뒤에 씁니다: `vpc {{ … }}`",
    }
    the_word_stage() { en: "`stage` after `every`", ja: "`every` の後に `stage`", ko: "`every` 뒤에 `stage`" }
    stage_name() { en: "the name of the stage", ja: "ステージの名前", ko: "스테이지의 이름" }
    stage_needs_a_name(found) { en: "a stage needs a name, found {found}", ja: "ステージの名前が必要ですが、{found} が見つかりました", ko: "스테이지의 이름이 필요한데 {found}이(가) 나왔습니다" }
    stage_after_from() { en: "the name of a stage after `from`", ja: "`from` の後にステージ名", ko: "`from` 뒤에 스테이지 이름" }
    item_after_without() { en: "what to drop after `without`", ja: "`without` の後に除外する項目", ko: "`without` 뒤에 제외할 항목" }
    a_key() { en: "a key of the map", ja: "マップのキー", ko: "맵의 키" }
    a_pattern() { en: "a path pattern or `default` after `route`", ja: "`route` の後にパスパターンか `default`", ko: "`route` 뒤에 경로 패턴이나 `default`" }
    a_target() { en: "what the route leads to, such as `s3` or `lambda`", ja: "`s3` や `lambda` のような転送先", ko: "`s3`나 `lambda` 같은 대상" }
    an_arrow() { en: "`=>` in a route", ja: "パスパターンの後に `=>`", ko: "경로 패턴 뒤에 `=>`" }
    an_end() { en: "`;` or a block in braces", ja: "`;` または波括弧のブロック", ko: "`;`이나 중괄호 블록" }
    ends_in() {
        en: "an item ends in `;` or in a block: `neon;`, `vpc {{ nat; }}`",
        ja: "項目は `;` かブロックで終わります: `neon;`、`vpc {{ nat; }}`",
        ko: "항목은 `;`이나 블록으로 끝납니다: `neon;`, `vpc {{ nat; }}`",
    }
    write_a_route() {
        en: "write `route \"/static/*\" => s3;` or `route default => lambda;`",
        ja: "`route \"/static/*\" => s3;` または `route default => lambda;` と書いてください",
        ko: "`route \"/static/*\" => s3;` 또는 `route default => lambda;`라고 쓰십시오",
    }
    begins_nothing() { en: "`#` begins nothing here", ja: "ここに `#` は書けません", ko: "여기에는 `#`을 쓸 수 없습니다" }
    every_stage_has_no_name(word) {
        en: "`every stage` has no name, found `{word}`",
        ja: "`every stage` に名前は付けられませんが、`{word}` があります",
        ko: "`every stage`에는 이름을 붙일 수 없는데 `{word}`이(가) 있습니다",
    }
    every_or_one(word) {
        en: "write `every stage {{ … }}` for all stages, or `stage {word} {{ … }}` for that one",
        ja: "すべてのステージなら `every stage {{ … }}`、そのステージだけなら `stage {word} {{ … }}` と書いてください",
        ko: "모든 스테이지이면 `every stage {{ … }}`, 그 스테이지뿐이면 `stage {word} {{ … }}`라고 쓰십시오",
    }
    without_takes_no_block(item) {
        en: "`without {item}` takes no block",
        ja: "`without {item}` にブロックは書けません",
        ko: "`without {item}`에는 블록을 쓸 수 없습니다",
    }
    differs_by_stage() {
        en: "delete it: what differs between stages is written in the stages, and a value can be a Rust constant that has a `#[cfg]`",
        ja: "削除してください。ステージごとの違いはステージの中に書きます。値には、`#[cfg]` の付いた Rust の定数も使えます",
        ko: "지우십시오. 스테이지마다 다른 것은 스테이지 안에 씁니다. 값에는 `#[cfg]`가 붙은 Rust 상수도 쓸 수 있습니다",
    }
    inner_doc_only_at_the_top() {
        en: "a `//!` comment stands only at the top of the whole block",
        ja: "`//!` コメントを書けるのはブロック全体の先頭だけです",
        ko: "`//!` 주석은 블록 전체의 맨 앞에만 쓸 수 있습니다",
    }
    outer_doc_before_the_item() {
        en: "write `/// …` before the item that it describes",
        ja: "説明する項目の前に `/// …` と書いてください",
        ko: "설명할 항목 앞에 `/// …`라고 쓰십시오",
    }
    a_route() { en: "a route", ja: "`route`", ko: "`route`" }
    a_field(name) { en: "the field `{name}`", ja: "フィールド `{name}`", ko: "필드 `{name}`" }
    the_first_here() { en: "the first stands here", ja: "最初の箇所", ko: "처음 쓰인 곳" }
}

messages! { "syntax";
    error attribute(name) {
        en {
            say: "`{name}` means nothing in a `pocket!` block",
            help: "delete it: only doc comments stand in a `pocket!` block",
            what: "A Rust attribute stands in the block.",
            why: "The block is not Rust code: the macro reads it, and nothing would act on the attribute. A `#[cfg]` that does nothing would deploy what it was meant to leave out.",
            fix: "Delete the attribute. What differs between stages is written in the stages.",
        }
        ja {
            say: "`{name}` は `pocket!` ブロックでは意味を持ちません",
            help: "削除してください。`pocket!` ブロックに書けるのは doc コメントだけです",
            what: "ブロックの中に Rust の属性が書かれています。",
            why: "ブロックは Rust のコードではなくマクロが読むものなので、属性は効果を持ちません。効果のない `#[cfg]` を許すと、除外したはずのものがデプロイされてしまいます。",
            fix: "属性を削除してください。ステージごとの違いはステージの中に書きます。",
        }
        ko {
            say: "`{name}`은(는) `pocket!` 블록에서 의미가 없습니다",
            help: "지우십시오. `pocket!` 블록에는 문서 주석만 쓸 수 있습니다",
            what: "블록 안에 Rust 속성이 쓰여 있습니다.",
            why: "블록은 Rust 코드가 아니라 매크로가 읽는 것이므로 속성은 효과가 없습니다. 효과 없는 `#[cfg]`를 허용하면 제외했다고 생각한 것이 배포됩니다.",
            fix: "속성을 지우십시오. 스테이지마다 다른 것은 스테이지 안에 씁니다.",
        }
        example: "stage local { cloud: embedded; } stage dev { neon; }"
    }

    error dangling_doc() {
        en {
            say: "this doc comment describes nothing",
            help: "write it as a plain comment, `// …`, or put it before an item",
            what: "A doc comment stands where no item follows.",
            why: "A doc comment is shown with what it describes, in the editor and by `status`. This one would be shown nowhere.",
            fix: "Write a plain comment with two slashes, or move it before the item.",
        }
        ja {
            say: "この doc コメントには説明の対象がありません",
            help: "普通のコメント（`// …`）にするか、項目の前に移してください",
            what: "doc コメントの後に項目がありません。",
            why: "doc コメントは、エディターや `status` で、説明する項目と一緒に表示されます。このコメントはどこにも表示されません。",
            fix: "スラッシュ 2 つの普通のコメントにするか、項目の前に移してください。",
        }
        ko {
            say: "이 문서 주석은 아무것도 설명하지 않습니다",
            help: "보통 주석(`// …`)으로 쓰거나 항목 앞으로 옮기십시오",
            what: "문서 주석 뒤에 항목이 없습니다.",
            why: "문서 주석은 편집기와 `status`에서 설명하는 항목과 함께 표시됩니다. 이 주석은 어디에도 표시되지 않습니다.",
            fix: "슬래시 두 개의 보통 주석으로 쓰거나 항목 앞으로 옮기십시오.",
        }
        example: "stage dev { /// Where uploads are.\n s3; }"
    }

    error doc_on_field(what) {
        en {
            say: "a doc comment on {what} is shown nowhere",
            help: "write it as a plain comment, `// …`, or put it on the item",
            what: "A doc comment stands before a field, a route or `without`.",
            why: "Descriptions are kept for the project, for stages and for items: what a reader looks at. This one would be lost.",
            fix: "Write a plain comment with two slashes, or move it to the item.",
        }
        ja {
            say: "{what} に付けた doc コメントはどこにも表示されません",
            help: "普通のコメント（`// …`）にするか、項目に付けてください",
            what: "フィールド、`route`、`without` の前に doc コメントが書かれています。",
            why: "説明として表示されるのは、プロジェクト・ステージ・項目の doc コメントだけです。このコメントは失われてしまいます。",
            fix: "スラッシュ 2 つの普通のコメントにするか、項目に移してください。",
        }
        ko {
            say: "{what}에 붙인 문서 주석은 어디에도 표시되지 않습니다",
            help: "보통 주석(`// …`)으로 쓰거나 항목에 붙이십시오",
            what: "필드, `route`, `without` 앞에 문서 주석이 쓰여 있습니다.",
            why: "설명으로 표시되는 것은 프로젝트, 스테이지, 항목의 문서 주석뿐입니다. 이 주석은 사라집니다.",
            fix: "슬래시 두 개의 보통 주석으로 쓰거나 항목으로 옮기십시오.",
        }
        example: "stage dev { /// Enough memory for the largest import.\n lambda { memory: 1769mb; } }"
    }

    error expected_word(expected, found) {
        en {
            say: "expected {expected}, found {found}",
            what: "Something else stands where a word or a name belongs.",
            why: "Items, fields and stages are named by words, without quotes. From what stands here the macro cannot tell what is meant.",
            fix: "Write the word, as the help shows it.",
        }
        ja {
            say: "{expected} が必要ですが、{found} が見つかりました",
            what: "単語または名前を書く場所に、別のものが書かれています。",
            why: "項目・フィールド・ステージは、引用符なしの単語で表します。ここに書かれたものからは、何を指すのか判断できません。",
            fix: "ヘルプのとおりに単語を書いてください。",
        }
        ko {
            say: "{expected}이(가) 필요한데 {found}이(가) 나왔습니다",
            what: "단어나 이름을 쓸 곳에 다른 것이 쓰여 있습니다.",
            why: "항목, 필드, 스테이지는 따옴표 없는 단어로 나타냅니다. 여기에 쓰인 것으로는 무엇을 가리키는지 알 수 없습니다.",
            fix: "도움말과 같이 단어를 쓰십시오.",
        }
        example: "stage dev { neon; s3; }"
    }

    error name(written, better) {
        en {
            say: "a stage is named by a word, found `{written}`",
            help: "write `stage {better}`",
            what: "A string or a number stands where the name of a stage belongs.",
            why: "The stage becomes a Rust type, such as `stages::Dev`, which hooks name; so its name is a word.",
            fix: "Write the name without quotes, with a letter first. Hyphens may be in it: `stage pre-prod`.",
        }
        ja {
            say: "ステージの名前は単語で書きます。`{written}` は書けません",
            help: "`stage {better}` と書いてください",
            what: "ステージ名を書く場所に、文字列または数値が書かれています。",
            why: "ステージは、フックの関数が参照する `stages::Dev` のような Rust の型になります。そのため、名前は単語でなければなりません。",
            fix: "引用符を付けずに、英字で始まる名前を書いてください。ハイフンも使えます: `stage pre-prod`。",
        }
        ko {
            say: "스테이지의 이름은 단어로 쓰며 `{written}`은(는) 쓸 수 없습니다",
            help: "`stage {better}`라고 쓰십시오",
            what: "스테이지의 이름을 쓸 곳에 문자열이나 수가 쓰여 있습니다.",
            why: "스테이지는 훅 함수가 가리키는 `stages::Dev` 같은 Rust의 타입이 됩니다. 그래서 이름은 단어여야 합니다.",
            fix: "따옴표 없이 영문자로 시작하는 이름을 쓰십시오. 하이픈도 쓸 수 있습니다: `stage pre-prod`.",
        }
        example: "stage pre-prod { neon; }"
    }

    error nested_stage() {
        en {
            say: "a stage cannot stand in another block",
            help: "move it out, beside the other stages; what stages share stands in `every stage {{ … }}`",
            what: "`stage` or `every stage` stands inside of braces.",
            why: "Stages stand side by side and are deployed one by one; none is a part of another. Most often the `}` of the stage before it is missing.",
            fix: "Close the block before it, or move the stage out. What stages have in common stands in `every stage { … }`.",
        }
        ja {
            say: "ステージを別のブロックの中に書くことはできません",
            help: "外に出して、ほかのステージと並べてください。共通の内容は `every stage {{ … }}` に書きます",
            what: "`stage` または `every stage` が波括弧の中に書かれています。",
            why: "ステージは並べて書き、1 つずつデプロイします。別のステージの一部にはなりません。多くの場合は、前のステージの `}` の書き忘れです。",
            fix: "前のブロックを閉じるか、ステージを外に移してください。共通の内容は `every stage { … }` に書きます。",
        }
        ko {
            say: "스테이지를 다른 블록 안에 쓸 수 없습니다",
            help: "밖으로 꺼내 다른 스테이지와 나란히 두십시오. 공통 내용은 `every stage {{ … }}`에 씁니다",
            what: "`stage` 또는 `every stage`가 중괄호 안에 쓰여 있습니다.",
            why: "스테이지는 나란히 쓰고 하나씩 배포합니다. 다른 스테이지의 일부가 될 수 없습니다. 대개는 앞 스테이지의 `}`를 빠뜨린 것입니다.",
            fix: "앞의 블록을 닫거나 스테이지를 밖으로 옮기십시오. 공통 내용은 `every stage { … }`에 씁니다.",
        }
        example: "every stage { s3; } stage dev { neon; } stage prod;"
    }

    error two_every_stage() {
        en {
            say: "a program has one `every stage` block at most",
            help: "move its items into the first one",
            what: "`every stage` stands twice.",
            why: "What all stages share is read in one place. Of two blocks that say different things, it would not be clear which one wins.",
            fix: "Put the items of both into one block.",
        }
        ja {
            say: "`every stage` ブロックはプログラムに 1 つだけです",
            help: "項目を最初のブロックに移してください",
            what: "`every stage` が 2 つあります。",
            why: "共通の内容は 1 か所で読めるようにします。2 つのブロックの内容が食い違うと、どちらが優先されるのか分かりません。",
            fix: "両方の項目を 1 つのブロックにまとめてください。",
        }
        ko {
            say: "`every stage` 블록은 프로그램에 하나뿐입니다",
            help: "항목을 첫 번째 블록으로 옮기십시오",
            what: "`every stage`가 두 번 쓰여 있습니다.",
            why: "공통 내용은 한곳에서 읽을 수 있어야 합니다. 두 블록의 내용이 다르면 어느 쪽이 우선하는지 알 수 없습니다.",
            fix: "두 블록의 항목을 하나로 모으십시오.",
        }
        example: "every stage { s3; neon; } stage dev;"
    }

    error unexpected(expected, found) {
        en {
            say: "expected {expected}, found {found}",
            what: "A sign stands where it has no meaning.",
            why: "An item is `word label: value;` or `word label { … }`. From what stands here the macro cannot tell where the item ends.",
            fix: "Write what the help shows. Often a `;` or a brace is missing shortly before.",
        }
        ja {
            say: "{expected} が必要ですが、{found} が見つかりました",
            what: "意味を持たない場所に記号が書かれています。",
            why: "項目の形は `単語 ラベル: 値;` または `単語 ラベル { … }` です。このままでは項目の終わりが分かりません。",
            fix: "ヘルプのとおりに書いてください。多くの場合は、直前の `;` か括弧の書き忘れです。",
        }
        ko {
            say: "{expected}이(가) 필요한데 {found}이(가) 나왔습니다",
            what: "의미가 없는 곳에 기호가 쓰여 있습니다.",
            why: "항목의 형태는 `단어 레이블: 값;` 또는 `단어 레이블 { … }`입니다. 이대로는 항목이 어디에서 끝나는지 알 수 없습니다.",
            fix: "도움말과 같이 쓰십시오. 대개는 바로 앞의 `;`이나 괄호를 빠뜨린 것입니다.",
        }
        example: "stage dev { s3; neon; }"
    }
}
