//! What the rules on `neon` say.

use crate::messages::{messages, phrases};

phrases! {
    the_other() { en: "the other", ja: "もう一方", ko: "다른 하나" }
    did_you_mean(region) { en: "did you mean `region: \"{region}\";`?", ja: "`region: \"{region}\";` のことですか?", ko: "`region: \"{region}\";`입니까?" }
    write_region(region) {
        en: "write `region: \"{region}\";`",
        ja: "`region: \"{region}\";` と書いてください",
        ko: "`region: \"{region}\";`라고 쓰십시오"
    }
    its_regions(regions) { en: "its regions are {regions}", ja: "使えるリージョンは {regions} です", ko: "사용할 수 있는 리전은 {regions}입니다" }
    a_database() { en: "database", ja: "データベース", ko: "데이터베이스" }
    a_role() { en: "role", ja: "ロール", ko: "역할" }
}

messages! { "neon";
    error unknown_region(region) {
        en {
            say: "Neon has no region \"{region}\" on AWS",
            what: "The region of the Neon project is not one in which Neon runs.",
            why: "Neon runs in some of the regions of AWS and names them with `aws-` in front. With another name it refuses to make the project.",
            fix: "Write the region nearest to the stage's, or delete the line: without it the nearest one is taken.",
        }
        ja {
            say: "Neon には AWS リージョン \"{region}\" がありません",
            what: "Neon プロジェクトのリージョンが、Neon の提供リージョンではありません。",
            why: "Neon を使えるのは AWS の一部のリージョンで、名前の先頭には `aws-` が付きます。それ以外の名前ではプロジェクトを作成できません。",
            fix: "ステージのリージョンに最も近いものを書くか、この行を削除してください。省略すると最も近いリージョンになります。",
        }
        ko {
            say: "Neon에는 AWS 리전 \"{region}\"이(가) 없습니다",
            what: "Neon 프로젝트의 리전이 Neon이 제공하는 리전이 아닙니다.",
            why: "Neon은 AWS의 일부 리전에서만 제공되며 이름 앞에 `aws-`가 붙습니다. 다른 이름으로는 프로젝트를 만들 수 없습니다.",
            fix: "스테이지의 리전에서 가장 가까운 리전을 쓰거나 이 줄을 지우십시오. 생략하면 가장 가까운 리전이 선택됩니다.",
        }
        example: "stage dev { neon { region: \"aws-ap-southeast-1\"; } }"
    }

    error capacity_order(min, max) {
        en {
            say: "`min_cu` is {min} and `max_cu` is {max}: the smallest cannot be over the largest",
            help: "write `max_cu: {min};`",
            what: "The smallest size of the database is larger than its largest size.",
            why: "Neon scales between the two sizes, and refuses a range that ends before it begins. Without the line, `min_cu` is 0.25 and `max_cu` is 1.",
            fix: "Raise `max_cu` to at least `min_cu`. The same number twice gives a database of one fixed size.",
        }
        ja {
            say: "`min_cu` が {min}、`max_cu` が {max} です。最小値は最大値以下にしてください",
            help: "`max_cu: {min};` と書いてください",
            what: "データベースの最小サイズが最大サイズを上回っています。",
            why: "Neon はこの 2 つのサイズの間でスケールするので、大小が逆の範囲は受け付けません。省略時は `min_cu` が 0.25、`max_cu` が 1 です。",
            fix: "`max_cu` を `min_cu` 以上にしてください。同じ値にするとサイズが固定されます。",
        }
        ko {
            say: "`min_cu`가 {min}, `max_cu`가 {max}입니다. 최솟값은 최댓값보다 클 수 없습니다",
            help: "`max_cu: {min};`라고 쓰십시오",
            what: "데이터베이스의 최소 크기가 최대 크기보다 큽니다.",
            why: "Neon은 두 크기 사이에서 스케일링하므로 대소가 뒤바뀐 범위를 거부합니다. 생략하면 `min_cu`는 0.25, `max_cu`는 1입니다.",
            fix: "`max_cu`를 `min_cu` 이상으로 쓰십시오. 같은 값이면 크기가 고정됩니다.",
        }
        example: "stage dev { neon { min_cu: 0.5; max_cu: 4; } }"
    }

    error capacity_span(min, max, better) {
        en {
            say: "from {min} to {max} compute units is too wide: Neon scales over 8 at most",
            help: "write `min_cu: {better};`",
            what: "The largest size of the database is more than 8 compute units above the smallest.",
            why: "Neon moves a database between sizes without a restart, which it does over a range of 8 compute units at most. It refuses a wider one when the endpoint is made.",
            fix: "Raise `min_cu` or lower `max_cu`, so that they are 8 or less apart.",
        }
        ja {
            say: "{min} から {max} コンピュートユニットでは範囲が広すぎます。Neon がスケールできる幅は 8 までです",
            help: "`min_cu: {better};` と書いてください",
            what: "データベースの最大サイズと最小サイズの差が 8 コンピュートユニットを超えています。",
            why: "Neon は再起動なしでサイズを変えますが、その幅は最大 8 コンピュートユニットです。それより広い範囲は、エンドポイントの作成時に拒否されます。",
            fix: "差が 8 以下になるように、`min_cu` を上げるか `max_cu` を下げてください。",
        }
        ko {
            say: "{min}부터 {max} 컴퓨트 유닛까지는 범위가 너무 넓습니다. Neon이 스케일링하는 폭은 최대 8입니다",
            help: "`min_cu: {better};`라고 쓰십시오",
            what: "데이터베이스의 최대 크기와 최소 크기의 차이가 8 컴퓨트 유닛을 넘습니다.",
            why: "Neon은 재시작 없이 크기를 바꾸며 그 폭은 최대 8 컴퓨트 유닛입니다. 더 넓은 범위는 엔드포인트를 만들 때 거부됩니다.",
            fix: "차이가 8 이하가 되도록 `min_cu`를 올리거나 `max_cu`를 내리십시오.",
        }
        example: "stage dev { neon { min_cu: 4; max_cu: 12; } }"
    }

    error fixed_above(min, max, limit) {
        en {
            say: "`max_cu` is {max} and `min_cu` is {min}: over {limit} compute units Neon runs fixed sizes only",
            help: "write `min_cu: {max};`, or `max_cu: {limit};`",
            what: "The database is to scale up to a size that Neon gives only as a fixed one.",
            why: "Autoscaling ends at 16 compute units. Larger databases, up to 56, have one size and never sleep.",
            fix: "Write the same number for `min_cu` and `max_cu`, or stay at 16 or less.",
        }
        ja {
            say: "`max_cu` が {max}、`min_cu` が {min} です。{limit} コンピュートユニットを超えるサイズは固定でしか使えません",
            help: "`min_cu: {max};` または `max_cu: {limit};` と書いてください",
            what: "固定サイズでしか提供されない大きさまで、スケールするように書かれています。",
            why: "オートスケーリングの上限は 16 コンピュートユニットです。それより大きいデータベース（56 まで）はサイズが固定で、停止もしません。",
            fix: "`min_cu` と `max_cu` を同じ値にするか、16 以下にしてください。",
        }
        ko {
            say: "`max_cu`가 {max}, `min_cu`가 {min}입니다. {limit} 컴퓨트 유닛을 넘는 크기는 고정으로만 쓸 수 있습니다",
            help: "`min_cu: {max};` 또는 `max_cu: {limit};`라고 쓰십시오",
            what: "고정 크기로만 제공되는 크기까지 스케일링하도록 쓰여 있습니다.",
            why: "오토스케일링은 16 컴퓨트 유닛까지입니다. 더 큰 데이터베이스(최대 56)는 크기가 고정되며 잠들지 않습니다.",
            fix: "`min_cu`와 `max_cu`를 같은 값으로 쓰거나 16 이하로 쓰십시오.",
        }
        example: "stage dev { neon { min_cu: 24; max_cu: 24; } }"
    }

    error capacity_step(field, value, better) {
        en {
            say: "Neon has no size of {value} compute units: it has 0.25, 0.5 and whole numbers",
            help: "write `{field}: {better};`",
            what: "The size of the database is between two sizes that Neon has.",
            why: "The sizes are 0.25, 0.5, 1, 2, 3 and so on; one compute unit has about 4 GB of memory.",
            fix: "Write one of these sizes.",
        }
        ja {
            say: "{value} コンピュートユニットというサイズはありません。Neon のサイズは 0.25、0.5、または整数です",
            help: "`{field}: {better};` と書いてください",
            what: "データベースのサイズが、Neon にあるサイズの間の値になっています。",
            why: "サイズは 0.25、0.5、1、2、3 …と続き、1 コンピュートユニットのメモリは約 4 GB です。",
            fix: "このいずれかのサイズを書いてください。",
        }
        ko {
            say: "{value} 컴퓨트 유닛이라는 크기는 없습니다. Neon의 크기는 0.25, 0.5 또는 정수입니다",
            help: "`{field}: {better};`라고 쓰십시오",
            what: "데이터베이스의 크기가 Neon에 있는 두 크기 사이의 값입니다.",
            why: "크기는 0.25, 0.5, 1, 2, 3 등이며 1 컴퓨트 유닛의 메모리는 약 4GB입니다.",
            fix: "이 가운데 하나를 쓰십시오.",
        }
        example: "stage dev { neon { min_cu: 0.5; max_cu: 2; } }"
    }

    error bad_name(name, what, field, better) {
        en {
            say: "\"{name}\" cannot name a {what}: it takes a letter, then lower-case letters, digits and `_`, 63 at most",
            help: "write `{field}: \"{better}\";`",
            what: "The name of the database or of its role has characters that need quoting in SQL, or is too long.",
            why: "PostgreSQL cuts names after 63 bytes and folds unquoted ones to lower case: `My-Shop` would have to be quoted in every statement and every tool, and two long names could become one.",
            fix: "Write lower-case letters, digits and `_`, beginning with a letter, 63 at most.",
        }
        ja {
            say: "\"{name}\" は{what}の名前にできません。先頭は英字、あとは小文字の英字・数字・`_` で、63 文字までです",
            help: "`{field}: \"{better}\";` と書いてください",
            what: "データベースまたはロールの名前に SQL で引用符が必要な文字があるか、名前が長すぎます。",
            why: "PostgreSQL は名前を 63 バイトで切り詰め、引用符のない名前を小文字にします。`My-Shop` ではあらゆる SQL 文やツールで引用符が必要になり、長い名前どうしが同じ名前になることもあります。",
            fix: "英字で始まる、小文字の英字・数字・`_` の 63 文字以内の名前にしてください。",
        }
        ko {
            say: "\"{name}\"은(는) {what} 이름이 될 수 없습니다. 첫 글자는 영문자, 나머지는 소문자, 숫자, `_`이며 최대 63자입니다",
            help: "`{field}: \"{better}\";`라고 쓰십시오",
            what: "데이터베이스나 역할의 이름에 SQL에서 따옴표가 필요한 문자가 있거나 이름이 너무 깁니다.",
            why: "PostgreSQL은 이름을 63바이트에서 자르고 따옴표 없는 이름을 소문자로 바꿉니다. `My-Shop`이면 모든 문장과 도구에서 따옴표가 필요하고, 긴 이름 둘이 같은 이름이 될 수도 있습니다.",
            fix: "영문자로 시작하는 소문자, 숫자, `_`로 63자 이내의 이름을 쓰십시오.",
        }
        example: "stage dev { neon { database: \"my_shop\"; role: \"shop_owner\"; } }"
    }

    error reserved_name(name, what, field, better) {
        en {
            say: "\"{name}\" is reserved and cannot name a {what}",
            help: "write `neon {{ {field}: \"{better}\"; }}`",
            what: "The name belongs to PostgreSQL or to Neon itself. Where the program names no database, the database has the name of the project.",
            why: "Every branch already has the databases `postgres`, `template0` and `template1`. Roles that begin with `pg_`, and some of Neon's own, are refused.",
            fix: "Write another name.",
        }
        ja {
            say: "\"{name}\" は予約されているため、{what}の名前にできません",
            help: "`neon {{ {field}: \"{better}\"; }}` と書いてください",
            what: "この名前は PostgreSQL または Neon 自身のものです。データベース名を省略すると、プロジェクト名が使われます。",
            why: "どのブランチにも最初から `postgres`、`template0`、`template1` のデータベースがあります。`pg_` で始まるロールと Neon 自身のロールの名前は拒否されます。",
            fix: "別の名前にしてください。",
        }
        ko {
            say: "\"{name}\"은(는) 예약되어 있어 {what} 이름이 될 수 없습니다",
            help: "`neon {{ {field}: \"{better}\"; }}`라고 쓰십시오",
            what: "이 이름은 PostgreSQL이나 Neon 자체의 것입니다. 데이터베이스 이름을 생략하면 프로젝트 이름이 쓰입니다.",
            why: "모든 브랜치에는 처음부터 `postgres`, `template0`, `template1` 데이터베이스가 있습니다. `pg_`로 시작하는 역할과 Neon 자체의 역할 이름은 거부됩니다.",
            fix: "다른 이름을 쓰십시오.",
        }
        example: "stage dev { neon { role: \"shop_owner\"; } }"
    }

    error parent_itself(branch) {
        en {
            say: "the branch \"{branch}\" cannot be copied from itself",
            help: "delete `parent`, or name another branch",
            what: "`branch` and `parent` are the same branch.",
            why: "A new branch begins as a copy of its parent, which must be there before it.",
            fix: "Delete `parent`: the branch is then copied from the default branch of the Neon project. Or name the branch whose data the stage shall begin with.",
        }
        ja {
            say: "ブランチ \"{branch}\" を自分自身からコピーすることはできません",
            help: "`parent` を削除するか、別のブランチを書いてください",
            what: "`branch` と `parent` が同じブランチです。",
            why: "新しいブランチは親ブランチのコピーとして作られるので、親は先に存在していなければなりません。",
            fix: "`parent` を削除してください。Neon プロジェクトのデフォルトブランチからコピーされます。または、データの元にしたいブランチを書いてください。",
        }
        ko {
            say: "브랜치 \"{branch}\"을(를) 자기 자신에서 복사할 수 없습니다",
            help: "`parent`를 지우거나 다른 브랜치를 쓰십시오",
            what: "`branch`와 `parent`가 같은 브랜치입니다.",
            why: "새 브랜치는 부모의 복사본으로 시작하므로 부모가 먼저 있어야 합니다.",
            fix: "`parent`를 지우십시오. Neon 프로젝트의 기본 브랜치에서 복사됩니다. 또는 데이터를 가져올 브랜치를 쓰십시오.",
        }
        example: "stage dev { neon { branch: \"dev\"; parent: \"main\"; } }"
    }

    error other_compute(field, value, other) {
        en {
            say: "two `neon` of this stage lead to one branch, which has one compute: `{field}` is {value} here and {other} there",
            help: "write the same `{field}` in both, or give one another `branch`",
            what: "Two `neon` items of a stage lead to one branch and ask for different sizes of its compute.",
            why: "A Neon branch has one read-write compute. Each deploy would give it one size and then the other.",
            fix: "Write the same size in both items, which then share the compute. Or give one of them a `branch` of its own.",
        }
        ja {
            say: "このステージの 2 つの `neon` は同じブランチを指し、コンピュートは 1 つです。`{field}` がここでは {value}、もう一方では {other} です",
            help: "両方に同じ `{field}` を書くか、一方に別の `branch` を書いてください",
            what: "1 つのステージの 2 つの `neon` が同じブランチを指し、コンピュートの異なるサイズを求めています。",
            why: "Neon のブランチにある読み書き用のコンピュートは 1 つです。デプロイのたびにサイズが入れ替わってしまいます。",
            fix: "両方に同じサイズを書けば、コンピュートを共有します。または、一方に別の `branch` を書いてください。",
        }
        ko {
            say: "이 스테이지의 두 `neon`은 같은 브랜치를 가리키며 컴퓨트는 하나입니다. `{field}`가 여기서는 {value}, 다른 쪽에서는 {other}입니다",
            help: "양쪽에 같은 `{field}`를 쓰거나 한쪽에 다른 `branch`를 쓰십시오",
            what: "한 스테이지의 두 `neon`이 같은 브랜치를 가리키면서 컴퓨트의 크기를 다르게 요구합니다.",
            why: "Neon 브랜치의 읽기·쓰기 컴퓨트는 하나입니다. 배포할 때마다 크기가 번갈아 바뀌게 됩니다.",
            fix: "양쪽에 같은 크기를 쓰면 컴퓨트를 함께 씁니다. 또는 한쪽에 별도의 `branch`를 쓰십시오.",
        }
        example: "stage dev { neon { max_cu: 2; } neon reports { max_cu: 2; } }"
    }

    error same_database(database) {
        en {
            say: "two databases of this stage are the same: \"{database}\" in the same branch",
            help: "give one another `database`",
            what: "Two `neon` items of a stage lead to one database of one branch.",
            why: "They would share their tables: migrations of the one would run into those of the other.",
            fix: "Give one of them another `database` or another `branch`. Without `database` each has one of its own.",
        }
        ja {
            say: "このステージの 2 つのデータベースは同じものです（同じブランチの \"{database}\"）",
            help: "一方に別の `database` を書いてください",
            what: "1 つのステージの 2 つの `neon` が、同じブランチの同じデータベースを指しています。",
            why: "テーブルを共有することになり、マイグレーションが互いに衝突します。",
            fix: "一方に別の `database` か別の `branch` を書いてください。`database` を省略すれば、それぞれ別のデータベースになります。",
        }
        ko {
            say: "이 스테이지의 두 데이터베이스는 같은 것입니다(같은 브랜치의 \"{database}\")",
            help: "한쪽에 다른 `database`를 쓰십시오",
            what: "한 스테이지의 두 `neon`이 같은 브랜치의 같은 데이터베이스를 가리킵니다.",
            why: "테이블을 함께 쓰게 되어 마이그레이션이 서로 충돌합니다.",
            fix: "한쪽에 다른 `database`나 다른 `branch`를 쓰십시오. `database`를 생략하면 각각 별도의 데이터베이스가 됩니다.",
        }
        example: "stage dev { neon; neon reports { database: \"reports\"; } }"
    }
}
