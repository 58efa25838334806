//! What is said of `without efs_cache;`.

use crate::messages::{messages, phrases};

phrases! {
    to_turn_off(flag) {
        en: "to turn a flag off write `{flag}: false;`",
        ja: "フラグを無効にするには `{flag}: false;` と書いてください",
        ko: "플래그를 끄려면 `{flag}: false;`라고 쓰십시오",
    }
    to_change(field) {
        en: "to change a field write `{field}: …;`",
        ja: "フィールドを変えるには `{field}: …;` と書いてください",
        ko: "필드를 바꾸려면 `{field}: …;`라고 쓰십시오",
    }
    functions_add_up(what) {
        en: "`{what}` of `every stage` cannot be dropped: those of a stage are added to them",
        ja: "`every stage` の `{what}` は除外できません。ステージのものはそこに追加されます",
        ko: "`every stage`의 `{what}`은(는) 제외할 수 없습니다. 스테이지의 것은 거기에 더해집니다",
    }
    move_functions(what) {
        en: "move `{what}` from `every stage` into the stages that want it",
        ja: "`{what}` を `every stage` から、必要なステージへ移してください",
        ko: "`{what}`을(를) `every stage`에서 필요한 스테이지로 옮기십시오",
    }
    declared_here() { en: "declared here", ja: "ここで宣言されています", ko: "여기에서 선언되었습니다" }
}

messages! { "without";
    error in_block(keyword) {
        en {
            say: "`without {keyword}` drops an item of a stage, and in a block there are only fields",
            what: "`without` stands in the block of an item.",
            why: "`without` takes away a whole item that `every stage` brought. A field is not taken away but set to another value.",
            fix: "Set the field to what it shall be: `versioning: false;`. To drop the item, write `without` directly in the stage.",
        }
        ja {
            say: "`without {keyword}` はステージの項目を除外する書き方で、ブロックの中にはフィールドしかありません",
            what: "項目のブロックの中に `without` が書かれています。",
            why: "`without` は、`every stage` で追加された項目を丸ごと除外します。フィールドは除外せず、別の値を設定します。",
            fix: "フィールドに値を設定してください: `versioning: false;`。項目を除外するには、ステージの直下に `without` を書きます。",
        }
        ko {
            say: "`without {keyword}`은(는) 스테이지의 항목을 제외하는 방법이며 블록 안에는 필드만 있습니다",
            what: "항목의 블록 안에 `without`이 쓰여 있습니다.",
            why: "`without`은 `every stage`가 추가한 항목을 통째로 제외합니다. 필드는 제외하는 것이 아니라 다른 값으로 정합니다.",
            fix: "필드에 값을 정하십시오: `versioning: false;`. 항목을 제외하려면 스테이지 바로 아래에 `without`을 씁니다.",
        }
        example: "every stage { s3 { versioning; } } stage dev { without s3; } stage prod { s3 { versioning: false; } }"
    }

    error own_item(title) {
        en {
            say: "this stage declares `{title}` itself, and drops it again",
            what: "The same block declares an item and drops it.",
            why: "`without` is for what `every stage` brings. What the stage itself declares is simply not written.",
            fix: "Delete the item or the `without`.",
        }
        ja {
            say: "このステージは `{title}` を自分で宣言し、同時に除外しています",
            what: "同じブロックで項目を宣言し、除外しています。",
            why: "`without` は、`every stage` で追加された項目を除外するためのものです。ステージ自身の項目は、書かなければよいだけです。",
            fix: "項目か `without` のどちらかを削除してください。",
        }
        ko {
            say: "이 스테이지는 `{title}`을(를) 직접 선언하고 다시 제외합니다",
            what: "같은 블록에서 항목을 선언하고 제외합니다.",
            why: "`without`은 `every stage`가 추가한 항목을 제외하는 데 씁니다. 스테이지 자신의 항목은 쓰지 않으면 됩니다.",
            fix: "항목이나 `without` 가운데 하나를 지우십시오.",
        }
        example: "every stage { s3; } stage dev { without s3; }"
    }

    error nothing(title) {
        en {
            say: "there is no `{title}` to drop here: `without` takes away what `every stage` brings",
            what: "`without` names an item that the stage does not have anyway.",
            why: "A line without an effect is most often a slip of the pen, and then the stage keeps what it should not have.",
            fix: "Write the name of the item as `every stage` does, with its label, or delete the line.",
        }
        ja {
            say: "ここには除外する `{title}` がありません。`without` で除外できるのは `every stage` の項目です",
            what: "`without` が、ステージにもともとない項目を指しています。",
            why: "効果のない行はたいてい書き間違いで、不要な項目がステージに残ってしまいます。",
            fix: "`every stage` と同じように、ラベルも含めて項目の名前を書くか、この行を削除してください。",
        }
        ko {
            say: "여기에는 제외할 `{title}`이(가) 없습니다. `without`으로 제외할 수 있는 것은 `every stage`의 항목입니다",
            what: "`without`이 스테이지에 원래 없는 항목을 가리킵니다.",
            why: "효과가 없는 줄은 대개 잘못 쓴 것이며, 그러면 없어야 할 항목이 스테이지에 남습니다.",
            fix: "`every stage`와 같이 레이블까지 항목의 이름을 쓰거나 이 줄을 지우십시오.",
        }
        example: "every stage { s3; } stage dev { without s3; }"
    }
}
