//! What is said of `vpc from dev;`.

use crate::messages::{messages, phrases};

phrases! {
    or_from(stage) { en: "did you mean `from {stage}`?", ja: "`from {stage}` のことですか?", ko: "`from {stage}`입니까?" }
    stages_are(list) { en: "the stages are {list}", ja: "ステージ: {list}", ko: "스테이지: {list}" }
    from_itself(stage, title) {
        en: "stage `{stage}` cannot take `{title}` from itself",
        ja: "ステージ `{stage}` は自分自身の `{title}` を参照できません",
        ko: "스테이지 `{stage}`은(는) 자기 자신에게서 `{title}`을(를) 가져올 수 없습니다",
    }
    in_one_of_them(text) {
        en: "in one of them write `{text}`",
        ja: "どれか 1 つのステージに `{text}` と書いてください",
        ko: "그 가운데 한 스테이지에 `{text}`라고 쓰십시오",
    }
    taken_here(stage) { en: "stage `{stage}` takes it here", ja: "ステージ `{stage}` はここで参照しています", ko: "스테이지 `{stage}`은(는) 여기에서 가져옵니다" }
    change_or_delete(stage) {
        en: "change the field in `stage {stage}`, or delete `from {stage}`",
        ja: "`stage {stage}` のフィールドを変えるか、`from {stage}` を削除してください",
        ko: "`stage {stage}`의 필드를 바꾸거나 `from {stage}`을(를) 지우십시오",
    }
}

messages! { "from";
    error unknown_stage(name) {
        en {
            say: "there is no stage `{name}`",
            what: "The word after `from` is not a stage of this program.",
            why: "`from` takes an item that another stage of the same program declares, so that stage must be there.",
            fix: "Write the name of a stage of this program.",
        }
        ja {
            say: "`{name}` というステージはありません",
            what: "`from` の後の単語が、このプログラムのステージではありません。",
            why: "`from` は同じプログラムの別のステージが宣言した項目を使う書き方なので、そのステージが必要です。",
            fix: "このプログラムにあるステージの名前を書いてください。",
        }
        ko {
            say: "`{name}`(이)라는 스테이지는 없습니다",
            what: "`from` 뒤의 단어가 이 프로그램의 스테이지가 아닙니다.",
            why: "`from`은 같은 프로그램의 다른 스테이지가 선언한 항목을 쓰는 방법이므로 그 스테이지가 있어야 합니다.",
            fix: "이 프로그램에 있는 스테이지의 이름을 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } } stage prod { vpc from dev; }"
    }

    error cycle(stages, title) {
        en {
            say: "the stages {stages} take `{title}` from each other, and none declares it",
            what: "Following `from` from stage to stage leads back to where it began.",
            why: "One stage must make the resource; the others use it. In a circle nobody makes it.",
            fix: "In one of the stages write the item without `from`.",
        }
        ja {
            say: "ステージ {stages} が `{title}` を互いに参照していますが、宣言しているステージがありません",
            what: "`from` をたどると、元のステージに戻ってしまいます。",
            why: "どれか 1 つのステージがリソースを作り、ほかのステージはそれを使います。循環していると、作るステージがありません。",
            fix: "どれか 1 つのステージで、`from` を付けずに項目を書いてください。",
        }
        ko {
            say: "스테이지 {stages}이(가) `{title}`을(를) 서로 가져오려고 하지만 선언한 스테이지가 없습니다",
            what: "`from`을 따라가면 처음의 스테이지로 되돌아옵니다.",
            why: "한 스테이지가 리소스를 만들고 다른 스테이지는 그것을 씁니다. 순환하면 만드는 스테이지가 없습니다.",
            fix: "그 가운데 한 스테이지에서 `from` 없이 항목을 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } } stage prod { vpc from dev; }"
    }

    error not_shared(keyword, list) {
        en {
            say: "`{keyword}` cannot be taken from another stage",
            help: "what stages may share: {list}",
            what: "`from` stands after an item that each stage has for itself.",
            why: "Stages share only what holds no data of theirs. If two stages wrote into one database or bucket, a try-out in one would change the other.",
            fix: "Write the item without `from`: the stage gets one of its own.",
        }
        ja {
            say: "`{keyword}` は別のステージと共有できません",
            help: "ステージ間で共有できるもの: {list}",
            what: "ステージごとに持つ項目に `from` が書かれています。",
            why: "共有できるのは、ステージ自身のデータを持たないものだけです。2 つのステージが同じデータベースやバケットに書き込むと、一方での試行がもう一方を変えてしまいます。",
            fix: "`from` を付けずに書いてください。ステージ専用のものが作られます。",
        }
        ko {
            say: "`{keyword}`은(는) 다른 스테이지에서 가져올 수 없습니다",
            help: "스테이지끼리 공유할 수 있는 것: {list}",
            what: "스테이지마다 따로 가지는 항목에 `from`이 쓰여 있습니다.",
            why: "자신의 데이터가 없는 것만 공유할 수 있습니다. 두 스테이지가 한 데이터베이스나 버킷에 쓰면 한쪽에서 시험한 것이 다른 쪽을 바꿉니다.",
            fix: "`from` 없이 쓰십시오. 스테이지 자신의 것이 만들어집니다.",
        }
        example: "stage dev { neon; } stage prod { neon; }"
    }

    error with_block(keyword, stage) {
        en {
            say: "`{keyword} from {stage}` takes no block: it is what `{stage}` declares",
            what: "A block stands after an item that is taken from another stage.",
            why: "Both stages use one and the same resource. It cannot be one thing for its owner and another for this stage.",
            fix: "Change the field in the stage that declares the item, or delete `from` to give this stage one of its own.",
        }
        ja {
            say: "`{keyword} from {stage}` にブロックは書けません。内容は `{stage}` が宣言したものです",
            what: "`from` を付けた項目に、ブロックが書かれています。",
            why: "2 つのステージは同じリソースを使います。片方のステージだけ設定を変えることはできません。",
            fix: "宣言しているステージのフィールドを変えるか、`from` を削除してこのステージ専用のものを作ってください。",
        }
        ko {
            say: "`{keyword} from {stage}`에는 블록을 쓸 수 없습니다. 내용은 `{stage}`이(가) 선언한 것입니다",
            what: "다른 스테이지에서 가져오는 항목에 블록이 쓰여 있습니다.",
            why: "두 스테이지가 같은 리소스를 씁니다. 한쪽 스테이지에서만 설정을 다르게 할 수는 없습니다.",
            fix: "선언한 스테이지의 필드를 바꾸거나 `from`을 지워 이 스테이지 자신의 것을 만드십시오.",
        }
        example: "stage dev { vpc { nat; } } stage prod { vpc from dev; }"
    }

    error nothing_to_share(stage, title) {
        en {
            say: "stage `{stage}` has no `{title}` to share",
            help: "write `{title};` in `stage {stage}`",
            what: "The stage after `from` exists, and does not have the item.",
            why: "Taking an item from a stage uses the resource that the stage makes. This one makes none.",
            fix: "Write the item in the stage that shall own it, or write it here without `from`.",
        }
        ja {
            say: "ステージ `{stage}` には共有できる `{title}` がありません",
            help: "`stage {stage}` に `{title};` と書いてください",
            what: "`from` の後のステージはありますが、その項目を持っていません。",
            why: "`from` は、そのステージが作るリソースを使う書き方です。このステージは作っていません。",
            fix: "所有するステージに項目を書くか、ここに `from` を付けずに書いてください。",
        }
        ko {
            say: "스테이지 `{stage}`에는 공유할 `{title}`이(가) 없습니다",
            help: "`stage {stage}`에 `{title};`라고 쓰십시오",
            what: "`from` 뒤의 스테이지는 있지만 그 항목이 없습니다.",
            why: "`from`은 그 스테이지가 만드는 리소스를 쓰는 방법입니다. 이 스테이지는 만들지 않습니다.",
            fix: "소유할 스테이지에 항목을 쓰거나 여기에 `from` 없이 쓰십시오.",
        }
        example: "stage dev { vpc { nat; } } stage prod { vpc from dev; }"
    }
}
