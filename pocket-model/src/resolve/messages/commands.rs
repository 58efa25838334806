//! What is said of `commands { … }`.

use crate::messages::messages;

messages! { "commands";
    error built_in(name) {
        en {
            say: "`{name}` is a command of pocket's own",
            help: "name it otherwise, such as `{name}_site`",
            what: "A command of yours has the name of a built-in one.",
            why: "`deploy`, `plan`, `logs` and the others are the same in every program; yours could never be reached.",
            fix: "Give the command another name.",
        }
        ja {
            say: "`{name}` は pocket の組み込みコマンドです",
            help: "`{name}_site` など、別の名前にしてください",
            what: "独自のコマンドの名前が、組み込みコマンドと同じです。",
            why: "`deploy`、`plan`、`logs` などはどのプログラムでも同じ意味です。同じ名前の独自コマンドは呼び出せません。",
            fix: "別の名前を付けてください。",
        }
        ko {
            say: "`{name}`은(는) pocket에 내장된 명령입니다",
            help: "`{name}_site`처럼 다른 이름을 쓰십시오",
            what: "직접 만든 명령의 이름이 내장 명령과 같습니다.",
            why: "`deploy`, `plan`, `logs` 등은 어느 프로그램에서나 의미가 같습니다. 이름이 같은 명령은 실행할 수 없습니다.",
            fix: "다른 이름을 붙이십시오.",
        }
        example: "stage dev { commands { ship: ship; } }"
    }

    error duplicate(name) {
        en {
            say: "the command `{name}` is declared twice in this block",
            help: "delete one, or name it otherwise",
            what: "Two commands of one stage have the same name.",
            why: "A name on the command line runs one function: the other one could never be reached.",
            fix: "Delete one of them or give it another name. A stage may replace a command of `every stage`.",
        }
        ja {
            say: "コマンド `{name}` がこのブロックで 2 回宣言されています",
            help: "どちらかを削除するか、別の名前にしてください",
            what: "1 つのステージに同じ名前のコマンドが 2 つあります。",
            why: "コマンド名から実行される関数は 1 つなので、もう一方は呼び出せません。",
            fix: "どちらかを削除するか、別の名前を付けてください。`every stage` のコマンドをステージで置き換えることはできます。",
        }
        ko {
            say: "명령 `{name}`이(가) 이 블록에서 두 번 선언되었습니다",
            help: "하나를 지우거나 다른 이름을 쓰십시오",
            what: "한 스테이지에 이름이 같은 명령이 두 개 있습니다.",
            why: "명령 이름 하나는 함수 하나를 실행하므로 다른 하나는 실행할 수 없습니다.",
            fix: "하나를 지우거나 다른 이름을 붙이십시오. `every stage`의 명령을 스테이지에서 바꿀 수는 있습니다.",
        }
        example: "every stage { commands { seed: seed; } } stage dev { commands { seed: seed_demo; } }"
    }
}
