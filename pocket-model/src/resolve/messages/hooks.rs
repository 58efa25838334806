//! What is said of `hooks { … }` and of the functions that hooks and commands name.

use crate::messages::{messages, phrases};

phrases! {
    points_are(list) { en: "the points are {list}", ja: "使えるフック: {list}", ko: "쓸 수 있는 것: {list}" }
}

messages! { "hooks";
    error needs_block(what, text) {
        en {
            say: "`{what}` needs a block",
            help: "write `{text}`",
            what: "`hooks` or `commands` stands without a block.",
            why: "The block says which function runs when. Without one nothing would ever run.",
            fix: "Write a block: `hooks { after_deploy: seed; }`, or delete the line.",
        }
        ja {
            say: "`{what}` にはブロックが必要です",
            help: "`{text}` と書いてください",
            what: "`hooks` または `commands` にブロックがありません。",
            why: "どの関数をいつ実行するかは、ブロックの中に書きます。ブロックがなければ何も実行されません。",
            fix: "ブロックを書くか（`hooks { after_deploy: seed; }`）、この行を削除してください。",
        }
        ko {
            say: "`{what}`에는 블록이 필요합니다",
            help: "`{text}`라고 쓰십시오",
            what: "`hooks` 또는 `commands`에 블록이 없습니다.",
            why: "어느 함수를 언제 실행할지는 블록 안에 씁니다. 블록이 없으면 아무것도 실행되지 않습니다.",
            fix: "블록을 쓰거나(`hooks { after_deploy: seed; }`) 이 줄을 지우십시오.",
        }
        example: "stage dev { hooks { after_deploy: seed; } commands { greet: hello; } }"
    }

    error unknown_point(name) {
        en {
            say: "there is no hook point `{name}`",
            what: "The word before the colon is not a point at which hooks run.",
            why: "A deploy runs hooks at fixed points. A function at a point that does not exist would never run.",
            fix: "Write one of the points: `after_synth`, `before_deploy`, `after_deploy`, `on_failure`, `before_destroy`.",
        }
        ja {
            say: "`{name}` というフックはありません",
            what: "コロンの前の単語が、フックを実行できる時点の名前ではありません。",
            why: "フックはデプロイの決まった時点で実行されます。存在しない時点に書いた関数は、実行されることがありません。",
            fix: "次のいずれかを書いてください: `after_synth`、`before_deploy`、`after_deploy`、`on_failure`、`before_destroy`。",
        }
        ko {
            say: "`{name}`(이)라는 훅은 없습니다",
            what: "콜론 앞의 단어가 훅을 실행할 수 있는 시점의 이름이 아닙니다.",
            why: "훅은 배포의 정해진 시점에 실행됩니다. 없는 시점에 쓴 함수는 실행되는 일이 없습니다.",
            fix: "다음 가운데 하나를 쓰십시오: `after_synth`, `before_deploy`, `after_deploy`, `on_failure`, `before_destroy`.",
        }
        example: "stage dev { hooks { after_deploy: seed; } }"
    }

    error needs_function(name) {
        en {
            say: "`{name}` names no function",
            help: "write `{name}: my_function;`",
            what: "A hook point or a command stands without a function.",
            why: "The line says that a function runs there; without one it says nothing.",
            fix: "Write a colon and the name of an `async fn` of this program: `after_deploy: seed;`. For several hooks write a list: `[seed, announce]`.",
        }
        ja {
            say: "`{name}` に関数が書かれていません",
            help: "`{name}: my_function;` と書いてください",
            what: "フックまたはコマンドに関数がありません。",
            why: "この行は、そこで実行する関数を指定します。関数がなければ意味がありません。",
            fix: "コロンと、このプログラムの `async fn` の名前を書いてください: `after_deploy: seed;`。フックが複数あるときはリストで書きます: `[seed, announce]`。",
        }
        ko {
            say: "`{name}`에 함수가 쓰여 있지 않습니다",
            help: "`{name}: my_function;`라고 쓰십시오",
            what: "훅이나 명령에 함수가 없습니다.",
            why: "이 줄은 거기에서 실행할 함수를 정합니다. 함수가 없으면 아무 의미가 없습니다.",
            fix: "콜론과 이 프로그램의 `async fn` 이름을 쓰십시오: `after_deploy: seed;`. 훅이 여럿이면 목록으로 씁니다: `[seed, announce]`.",
        }
        example: "stage dev { hooks { after_deploy: [seed, announce]; } }"
    }

    error not_a_function(name, value) {
        en {
            say: "`{name}` takes the name of a function, not `{value}`",
            help: "write `{name}: my_function;`",
            what: "The value of a hook or a command is not the name of a function.",
            why: "rustc checks the function's type, and for that it must be named as a function: without quotes, arguments or parentheses. A command is one function.",
            fix: "Write the name or the path of an `async fn`: `after_deploy: seed;`, `after_deploy: demo::seed;`.",
        }
        ja {
            say: "`{name}` には関数の名前を書きます。`{value}` は書けません",
            help: "`{name}: my_function;` と書いてください",
            what: "フックまたはコマンドの値が、関数の名前ではありません。",
            why: "関数の型は rustc が検査するので、引用符・引数・括弧を付けずに関数の名前を書く必要があります。コマンドの関数は 1 つです。",
            fix: "`async fn` の名前かパスを書いてください: `after_deploy: seed;`、`after_deploy: demo::seed;`。",
        }
        ko {
            say: "`{name}`에는 함수의 이름을 쓰며 `{value}`은(는) 쓸 수 없습니다",
            help: "`{name}: my_function;`라고 쓰십시오",
            what: "훅이나 명령의 값이 함수의 이름이 아닙니다.",
            why: "함수의 타입은 rustc가 검사하므로 따옴표, 인수, 괄호 없이 함수의 이름을 써야 합니다. 명령의 함수는 하나입니다.",
            fix: "`async fn`의 이름이나 경로를 쓰십시오: `after_deploy: seed;`, `after_deploy: demo::seed;`.",
        }
        example: "stage dev { hooks { after_deploy: demo::seed; } }"
    }
}
