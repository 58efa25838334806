//! What is said of stages and their names.

use crate::messages::messages;

messages! { "stage";
    error none() {
        en {
            say: "the program has no stage, so there is nothing to deploy",
            help: "write `stage dev {{ neon; s3; }}`",
            what: "The block declares no stage.",
            why: "A stage is one copy of the site: what is deployed is always a stage. What stands at the top and in `every stage` is only given to stages.",
            fix: "Write at least one: `stage dev { neon; s3; }`.",
        }
        ja {
            say: "ステージがないため、デプロイするものがありません",
            help: "`stage dev {{ neon; s3; }}` と書いてください",
            what: "ブロックにステージが宣言されていません。",
            why: "ステージはサイトの 1 つの環境で、デプロイの単位です。最上位と `every stage` に書いたものは、ステージに共通の設定にすぎません。",
            fix: "少なくとも 1 つ書いてください: `stage dev { neon; s3; }`。",
        }
        ko {
            say: "스테이지가 없으므로 배포할 것이 없습니다",
            help: "`stage dev {{ neon; s3; }}`라고 쓰십시오",
            what: "블록에 선언된 스테이지가 없습니다.",
            why: "스테이지는 사이트의 한 환경이며 배포의 단위입니다. 최상위와 `every stage`에 쓴 것은 스테이지의 공통 설정일 뿐입니다.",
            fix: "적어도 하나를 쓰십시오: `stage dev { neon; s3; }`.",
        }
        example: "stage dev { neon; s3; }"
    }

    error bad_name(name) {
        en {
            say: "`{name}` cannot name a stage: lower-case letters, digits and hyphens, a letter first, no hyphen at the end",
            what: "The stage's name has a character that it cannot have.",
            why: "The name is part of the names of buckets and other resources, and of hosts. S3 and DNS take lower-case letters, digits and hyphens there.",
            fix: "Write a name of these characters: `stage pre-prod`. `_` counts as `-`.",
        }
        ja {
            say: "`{name}` はステージ名にできません。使えるのは小文字の英字・数字・ハイフンで、先頭は英字、末尾はハイフン以外です",
            what: "ステージ名に使えない文字が含まれています。",
            why: "ステージ名は、バケットなどのリソース名やホスト名の一部になります。S3 と DNS が受け付けるのは小文字の英字・数字・ハイフンだけです。",
            fix: "この範囲の文字で名前を書いてください: `stage pre-prod`。`_` は `-` として扱われます。",
        }
        ko {
            say: "`{name}`은(는) 스테이지 이름으로 쓸 수 없습니다. 소문자, 숫자, 하이픈을 쓸 수 있으며 첫 글자는 영문자이고 하이픈으로 끝날 수 없습니다",
            what: "스테이지 이름에 쓸 수 없는 문자가 있습니다.",
            why: "스테이지 이름은 버킷 등의 리소스 이름과 호스트 이름의 일부가 됩니다. S3와 DNS는 소문자, 숫자, 하이픈만 받습니다.",
            fix: "이 범위의 문자로 이름을 쓰십시오: `stage pre-prod`. `_`는 `-`로 취급합니다.",
        }
        example: "stage pre-prod;"
    }

    error rust_keyword(name) {
        en {
            say: "`{name}` is a word of Rust, and a stage becomes a Rust type and its path",
            help: "write `stage {name}-stage`, or another name",
            what: "The stage has the name of a Rust keyword.",
            why: "Hooks name a stage's type, such as `stages::Dev`. A name that Rust keeps for itself cannot be written there.",
            fix: "Write another name.",
        }
        ja {
            say: "`{name}` は Rust の予約語です。ステージ名は Rust の型とパスになります",
            help: "`stage {name}-stage` のように、別の名前を書いてください",
            what: "ステージ名が Rust の予約語と同じです。",
            why: "フックの関数は `stages::Dev` のようにステージの型を参照します。Rust の予約語はそこに書けません。",
            fix: "別の名前を書いてください。",
        }
        ko {
            say: "`{name}`은(는) Rust의 예약어입니다. 스테이지 이름은 Rust의 타입과 경로가 됩니다",
            help: "`stage {name}-stage`처럼 다른 이름을 쓰십시오",
            what: "스테이지 이름이 Rust의 예약어와 같습니다.",
            why: "훅 함수는 `stages::Dev`처럼 스테이지의 타입을 가리킵니다. Rust의 예약어는 그 자리에 쓸 수 없습니다.",
            fix: "다른 이름을 쓰십시오.",
        }
        example: "stage matching;"
    }

    error duplicate(name) {
        en {
            say: "there are two stages `{name}`",
            help: "put both blocks into one, or rename one",
            what: "Two stages have the same name. `_` counts as `-`.",
            why: "A stage's name is part of the name of everything in it: two stages of one name would be deployed over each other.",
            fix: "Put what both say into one block, or give one of them another name.",
        }
        ja {
            say: "ステージ `{name}` が 2 つあります",
            help: "1 つのブロックにまとめるか、どちらかの名前を変えてください",
            what: "同じ名前のステージが 2 つあります。`_` は `-` として扱われます。",
            why: "ステージ名は、その中のすべてのリソース名に入ります。同じ名前のステージが 2 つあると、互いに上書きしてしまいます。",
            fix: "1 つのブロックにまとめるか、どちらかに別の名前を付けてください。",
        }
        ko {
            say: "스테이지 `{name}`이(가) 두 개 있습니다",
            help: "블록 하나로 합치거나 한쪽의 이름을 바꾸십시오",
            what: "이름이 같은 스테이지가 두 개 있습니다. `_`는 `-`로 취급합니다.",
            why: "스테이지 이름은 그 안의 모든 리소스 이름에 들어갑니다. 이름이 같은 스테이지가 둘이면 서로 덮어쓰게 됩니다.",
            fix: "블록 하나로 합치거나 한쪽에 다른 이름을 붙이십시오.",
        }
        example: "stage dev { s3; } stage prod { neon; }"
    }
}
