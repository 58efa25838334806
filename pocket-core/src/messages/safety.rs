//! What migrations do to the release that serves, and how to do it without hurting it. The codes are those of `pocket_django.migrations`.

use pocket_model::phrases;

phrases! {
    // whose queries
    serving() { en: "the release that is serving", ja: "公開中のリリース", ko: "서비스 중인 릴리스" }
    new_release() { en: "the new release", ja: "新しいリリース", ko: "새 릴리스" }
    release(number) { en: "release {number}", ja: "リリース {number}", ko: "릴리스 {number}" }

    // what breaks a release
    removed_table(table, who) {
        en: "drops the table `{table}`, which {who} still reads and writes",
        ja: "{who} がまだ読み書きしているテーブル `{table}` を削除します",
        ko: "{who}이(가) 아직 읽고 쓰는 테이블 `{table}`을(를) 삭제합니다"
    }
    renamed_table(table, to, who) {
        en: "renames the table `{table}` to `{to}`, and {who} still asks for `{table}`",
        ja: "テーブル `{table}` を `{to}` に改名しますが、{who} はまだ `{table}` を使っています",
        ko: "테이블 `{table}`의 이름을 `{to}`(으)로 바꾸지만, {who}은(는) 아직 `{table}`을(를) 사용합니다"
    }
    removed_column(table, column, who) {
        en: "drops the column `{table}.{column}`, which {who} still reads and writes",
        ja: "{who} がまだ読み書きしている列 `{table}.{column}` を削除します",
        ko: "{who}이(가) 아직 읽고 쓰는 열 `{table}.{column}`을(를) 삭제합니다"
    }
    renamed_column(table, column, to, who) {
        en: "renames the column `{table}.{column}` to `{to}`, and {who} still asks for `{column}`",
        ja: "列 `{table}.{column}` を `{to}` に改名しますが、{who} はまだ `{column}` を使っています",
        ko: "열 `{table}.{column}`의 이름을 `{to}`(으)로 바꾸지만, {who}은(는) 아직 `{column}`을(를) 사용합니다"
    }
    required_column(table, column, who) {
        en: "the column `{table}.{column}` is NOT NULL and has no default in the database: each INSERT of {who}, which does not know it, fails",
        ja: "列 `{table}.{column}` は NOT NULL で、データベースに既定値がありません。この列を知らない {who} の INSERT はすべて失敗します",
        ko: "열 `{table}.{column}`은(는) NOT NULL이고 데이터베이스에 기본값이 없습니다. 이 열을 모르는 {who}의 INSERT는 모두 실패합니다"
    }
    not_null(table, column, who) {
        en: "makes `{table}.{column}` NOT NULL, and {who} may still write NULL there",
        ja: "`{table}.{column}` を NOT NULL にしますが、{who} はまだ NULL を書き込む可能性があります",
        ko: "`{table}.{column}`을(를) NOT NULL로 만들지만, {who}은(는) 아직 NULL을 쓸 수 있습니다"
    }
    narrowed_column(table, column, from, to, who) {
        en: "narrows `{table}.{column}` from {from} to {to}, and {who} may still write values that no longer fit",
        ja: "`{table}.{column}` を {from} から {to} に狭めますが、{who} は収まらない値をまだ書き込む可能性があります",
        ko: "`{table}.{column}`을(를) {from}에서 {to}(으)로 좁히지만, {who}은(는) 맞지 않는 값을 아직 쓸 수 있습니다"
    }
    changed_type(table, column, from, to, who) {
        en: "changes the type of `{table}.{column}` from {from} to {to}, and {who} still reads and writes {from}",
        ja: "`{table}.{column}` の型を {from} から {to} に変えますが、{who} はまだ {from} として読み書きしています",
        ko: "`{table}.{column}`의 형식을 {from}에서 {to}(으)로 바꾸지만, {who}은(는) 아직 {from}(으)로 읽고 씁니다"
    }
    generated_column(table, column, who) {
        en: "lets the database compute `{table}.{column}`, which {who} still writes itself",
        ja: "{who} がまだ自分で書き込んでいる `{table}.{column}` を、データベースの計算列にします",
        ko: "{who}이(가) 아직 직접 쓰는 `{table}.{column}`을(를) 데이터베이스가 계산하게 합니다"
    }
    dropped_default(table, column, who) {
        en: "takes away the default of `{table}.{column}` in the database, to which {who} leaves the value",
        ja: "{who} が値を任せている、データベースの `{table}.{column}` の既定値をなくします",
        ko: "{who}이(가) 값을 맡기는 `{table}.{column}`의 데이터베이스 기본값을 없앱니다"
    }
    new_unique(table, columns, who) {
        en: "allows each `{columns}` in `{table}` only once, and {who} may still write a second one",
        ja: "`{table}` の `{columns}` を一意にしますが、{who} は 2 つ目をまだ書き込む可能性があります",
        ko: "`{table}`의 `{columns}`을(를) 한 번만 허용하지만, {who}은(는) 아직 두 번째 값을 쓸 수 있습니다"
    }
    new_check(table, constraint, who) {
        en: "adds the check `{constraint}` to `{table}`, and {who} may still write what it forbids",
        ja: "`{table}` に検査制約 `{constraint}` を加えますが、{who} はそれに反する値をまだ書き込む可能性があります",
        ko: "`{table}`에 검사 제약 `{constraint}`을(를) 추가하지만, {who}은(는) 아직 그에 어긋나는 값을 쓸 수 있습니다"
    }
    new_foreign_key(table, columns, to, who) {
        en: "makes `{columns}` of `{table}` point to rows of `{to}`, and {who} may still write ones that are not there",
        ja: "`{table}` の `{columns}` を `{to}` への外部キーにしますが、{who} は存在しない行をまだ書き込む可能性があります",
        ko: "`{table}`의 `{columns}`을(를) `{to}`에 대한 외래 키로 만들지만, {who}은(는) 아직 없는 행을 쓸 수 있습니다"
    }
    new_exclusion(table, constraint, who) {
        en: "adds the exclusion constraint `{constraint}` to `{table}`, and {who} may still write what it forbids",
        ja: "`{table}` に排他制約 `{constraint}` を加えますが、{who} はそれに反する値をまだ書き込む可能性があります",
        ko: "`{table}`에 배타 제약 `{constraint}`을(를) 추가하지만, {who}은(는) 아직 그에 어긋나는 값을 쓸 수 있습니다"
    }
    removed_rows(table, who) {
        en: "deletes rows of `{table}` that {who} uses",
        ja: "{who} が使っている `{table}` の行を削除します",
        ko: "{who}이(가) 사용하는 `{table}`의 행을 삭제합니다"
    }
    missing_table(table, who) {
        en: "after all migrations there is no table `{table}`, which {who} needs",
        ja: "すべてのマイグレーションの後でも、{who} に必要なテーブル `{table}` がありません",
        ko: "모든 마이그레이션 뒤에도 {who}에 필요한 테이블 `{table}`이(가) 없습니다"
    }
    missing_column(table, column, who) {
        en: "after all migrations there is no column `{table}.{column}`, which {who} needs",
        ja: "すべてのマイグレーションの後でも、{who} に必要な列 `{table}.{column}` がありません",
        ko: "모든 마이그레이션 뒤에도 {who}에 필요한 열 `{table}.{column}`이(가) 없습니다"
    }

    // what holds a lock
    rewritten_type(table, column, from, to) {
        en: "changes the type of `{table}.{column}` from {from} to {to}: the whole table is written anew, and nobody can read it meanwhile",
        ja: "`{table}.{column}` の型を {from} から {to} に変えます。テーブル全体が書き直され、その間は誰も読めません",
        ko: "`{table}.{column}`의 형식을 {from}에서 {to}(으)로 바꿉니다. 테이블 전체를 다시 쓰며 그동안 아무도 읽을 수 없습니다"
    }
    rewritten_default(table, column) {
        en: "adds `{table}.{column}` with a value computed for each row: the whole table is written anew, and nobody can read it meanwhile",
        ja: "行ごとに値を計算する `{table}.{column}` を追加します。テーブル全体が書き直され、その間は誰も読めません",
        ko: "행마다 값을 계산하는 `{table}.{column}`을(를) 추가합니다. 테이블 전체를 다시 쓰며 그동안 아무도 읽을 수 없습니다"
    }
    rewritten_generated(table, column) {
        en: "adds the generated column `{table}.{column}`: the whole table is written anew, and nobody can read it meanwhile",
        ja: "計算列 `{table}.{column}` を追加します。テーブル全体が書き直され、その間は誰も読めません",
        ko: "계산 열 `{table}.{column}`을(를) 추가합니다. 테이블 전체를 다시 쓰며 그동안 아무도 읽을 수 없습니다"
    }
    rewritten_table(table, sql) {
        en: "writes the whole table `{table}` anew, and nobody can read it meanwhile: {sql}",
        ja: "テーブル `{table}` 全体を書き直し、その間は誰も読めません: {sql}",
        ko: "테이블 `{table}` 전체를 다시 쓰며 그동안 아무도 읽을 수 없습니다: {sql}"
    }
    scanned_type(table, column, from, to) {
        en: "changes the type of `{table}.{column}` from {from} to {to}: its indexes and constraints are made again, and nobody can read the table meanwhile",
        ja: "`{table}.{column}` の型を {from} から {to} に変えます。インデックスと制約が作り直され、その間は誰もテーブルを読めません",
        ko: "`{table}.{column}`의 형식을 {from}에서 {to}(으)로 바꿉니다. 인덱스와 제약을 다시 만들며 그동안 아무도 테이블을 읽을 수 없습니다"
    }
    blocking_index(table, index) {
        en: "builds the index `{index}` while nobody can write to `{table}`",
        ja: "インデックス `{index}` を作成する間、誰も `{table}` に書き込めません",
        ko: "인덱스 `{index}`을(를) 만드는 동안 아무도 `{table}`에 쓸 수 없습니다"
    }
    blocking_unique(table, constraint) {
        en: "builds the index of `{constraint}` while nobody can read or write `{table}`",
        ja: "`{constraint}` のインデックスを作成する間、誰も `{table}` を読み書きできません",
        ko: "`{constraint}`의 인덱스를 만드는 동안 아무도 `{table}`을(를) 읽거나 쓸 수 없습니다"
    }
    blocking_exclusion(table, constraint) {
        en: "builds the index of the exclusion constraint `{constraint}` while nobody can read or write `{table}`",
        ja: "排他制約 `{constraint}` のインデックスを作成する間、誰も `{table}` を読み書きできません",
        ko: "배타 제약 `{constraint}`의 인덱스를 만드는 동안 아무도 `{table}`을(를) 읽거나 쓸 수 없습니다"
    }
    validated_check(table, constraint) {
        en: "checks all rows of `{table}` against `{constraint}` while nobody can read or write it",
        ja: "`{table}` の全行を `{constraint}` で検査し、その間は誰も読み書きできません",
        ko: "`{table}`의 모든 행을 `{constraint}`(으)로 검사하며 그동안 아무도 읽거나 쓸 수 없습니다"
    }
    validated_foreign_key(table, to, constraint) {
        en: "checks all rows of `{table}` for the foreign key `{constraint}` while nobody can write to it or to `{to}`",
        ja: "外部キー `{constraint}` のために `{table}` の全行を検査し、その間は `{table}` にも `{to}` にも書き込めません",
        ko: "외래 키 `{constraint}` 때문에 `{table}`의 모든 행을 검사하며 그동안 `{table}`에도 `{to}`에도 쓸 수 없습니다"
    }
    scanned_not_null(table, column) {
        en: "reads all rows of `{table}` for a NULL in `{column}` while nobody can read or write it",
        ja: "`{column}` の NULL を探して `{table}` の全行を読み、その間は誰も読み書きできません",
        ko: "`{column}`의 NULL을 찾아 `{table}`의 모든 행을 읽으며 그동안 아무도 읽거나 쓸 수 없습니다"
    }
    updated_rows(table) {
        en: "writes all rows of `{table}` in one transaction: whoever wants to change one of them waits until its end",
        ja: "`{table}` の全行を 1 つのトランザクションで書き換えます。その行を変更しようとすると終わるまで待たされます",
        ko: "`{table}`의 모든 행을 한 트랜잭션에서 씁니다. 그중 하나를 바꾸려면 끝날 때까지 기다려야 합니다"
    }
    held_lock(table, mode, by) {
        en: "works for long while the same transaction keeps the lock on `{table}` ({mode}) that {by} took",
        ja: "{by} が取った `{table}` のロック（{mode}）を同じトランザクションが保持したまま、長い処理を行います",
        ko: "{by}이(가) 잡은 `{table}`의 잠금({mode})을 같은 트랜잭션이 쥔 채로 오래 걸리는 작업을 합니다"
    }
    data_with_schema(table, mode, by) {
        en: "runs Python code while the same transaction keeps the lock on `{table}` ({mode}) that {by} took, and nobody knows how long that takes",
        ja: "{by} が取った `{table}` のロック（{mode}）を同じトランザクションが保持したまま Python のコードを実行します。所要時間は分かりません",
        ko: "{by}이(가) 잡은 `{table}`의 잠금({mode})을 같은 트랜잭션이 쥔 채로 Python 코드를 실행합니다. 얼마나 걸릴지 알 수 없습니다"
    }

    // what cannot succeed, and what cannot be judged
    fails_on_rows(table, column) {
        en: "adds `{table}.{column}` as NOT NULL without a default, and the table has rows: it fails",
        ja: "行のあるテーブルに、既定値のない NOT NULL の列 `{table}.{column}` を追加するため失敗します",
        ko: "행이 있는 테이블에 기본값 없는 NOT NULL 열 `{table}.{column}`을(를) 추가하므로 실패합니다"
    }
    concurrently_in_transaction(index) {
        en: "builds the index `{index}` CONCURRENTLY inside of a transaction: it fails",
        ja: "インデックス `{index}` をトランザクションの中で CONCURRENTLY に作成するため失敗します",
        ko: "인덱스 `{index}`을(를) 트랜잭션 안에서 CONCURRENTLY로 만들므로 실패합니다"
    }
    unknown_sql(sql) {
        en: "runs SQL of which pocket does not know what it does to a release that is serving: {sql}",
        ja: "公開中のリリースへの影響を pocket が判断できない SQL を実行します: {sql}",
        ko: "서비스 중인 릴리스에 미치는 영향을 pocket이 알 수 없는 SQL을 실행합니다: {sql}"
    }
    unknown_operation(operation, error) {
        en: "`{operation}` is not an operation of Django's, and cannot be looked at without running it: {error}",
        ja: "`{operation}` は Django の操作ではなく、実行せずに調べることができません: {error}",
        ko: "`{operation}`은(는) Django의 작업이 아니며 실행하지 않고는 살펴볼 수 없습니다: {error}"
    }
    data() {
        en: "runs Python code of the project's: pocket does not know what it does",
        ja: "プロジェクトの Python コードを実行します。内容は pocket には分かりません",
        ko: "프로젝트의 Python 코드를 실행합니다. 무엇을 하는지 pocket은 알 수 없습니다"
    }

    // the way without harm
    in_its_place(migration) {
        en: "in {migration} write this in the place of the operation, and deploy:",
        ja: "{migration} のこの操作を次のように書き換え、デプロイします:",
        ko: "{migration}의 이 작업을 다음과 같이 바꾸고 배포합니다:"
    }
    after_it(migration) {
        en: "Django before 5.0: in {migration} write after the operation, with the value in SQL, and deploy:",
        ja: "Django 5.0 より前: {migration} のこの操作の後に、値を SQL で書き、デプロイします:",
        ko: "Django 5.0 이전: {migration}의 이 작업 뒤에 값을 SQL로 쓰고 배포합니다:"
    }
    next_migration(app, name) {
        en: "then `python manage.py makemigrations {app} --empty --name {name}`, write into it, and deploy again:",
        ja: "次に `python manage.py makemigrations {app} --empty --name {name}` を実行し、次を書いてもう一度デプロイします:",
        ko: "다음으로 `python manage.py makemigrations {app} --empty --name {name}`을(를) 실행하고, 다음을 써서 다시 배포합니다:"
    }
    migration_before(app, name) {
        en: "first `python manage.py makemigrations {app} --empty --name {name}`, before this one, with:",
        ja: "まず `python manage.py makemigrations {app} --empty --name {name}` で、このマイグレーションの前に次のものを作ります:",
        ko: "먼저 `python manage.py makemigrations {app} --empty --name {name}`(으)로 이 마이그레이션 앞에 다음을 만듭니다:"
    }
    in_the_model(migration, app) {
        en: "write into the model, delete {migration}, run `python manage.py makemigrations {app}`, and deploy:",
        ja: "モデルに次を書き、{migration} を削除して `python manage.py makemigrations {app}` を実行し、デプロイします:",
        ko: "모델에 다음을 쓰고, {migration}을(를) 삭제한 뒤 `python manage.py makemigrations {app}`을(를) 실행하고 배포합니다:"
    }
    in_the_meta() {
        en: "the name of a table may stay: write into the model's `class Meta`:",
        ja: "テーブルの名前は変えずに済みます。モデルの `class Meta` に書きます:",
        ko: "테이블 이름은 그대로 둘 수 있습니다. 모델의 `class Meta`에 씁니다:"
    }
    second_field(app) {
        en: "add a second field, let the code write both, `python manage.py makemigrations {app}`, and deploy:",
        ja: "2 つ目のフィールドを追加し、コードから両方に書き込み、`python manage.py makemigrations {app}` を実行してデプロイします:",
        ko: "두 번째 필드를 추가하고 코드가 둘 다 쓰게 한 뒤 `python manage.py makemigrations {app}`을(를) 실행하고 배포합니다:"
    }
    copy_and_read() {
        en: "copy the old values, a thousand rows at a time, by a management command; let the code read the new field, and deploy",
        ja: "管理コマンドで古い値を 1,000 行ずつコピーし、コードから新しいフィールドを読むようにしてデプロイします",
        ko: "관리 명령으로 이전 값을 1,000행씩 복사하고, 코드가 새 필드를 읽게 한 뒤 배포합니다"
    }
    remove_the_old() {
        en: "then remove the old field: `plan` says how",
        ja: "その後、古いフィールドを削除します。方法は `plan` が示します",
        ko: "그런 다음 이전 필드를 제거합니다. 방법은 `plan`이 알려 줍니다"
    }
    fill_then_default() {
        en: "fill the rows, a thousand at a time, by a management command; then give the field its default, and deploy",
        ja: "管理コマンドで 1,000 行ずつ値を入れ、その後フィールドに既定値を付けてデプロイします",
        ko: "관리 명령으로 1,000행씩 값을 채우고, 그런 다음 필드에 기본값을 주고 배포합니다"
    }
    code_first(code) {
        en: "deploy first, without this migration, code that {code}",
        ja: "まずこのマイグレーションなしで、{code} コードをデプロイします",
        ko: "먼저 이 마이그레이션 없이, {code} 코드를 배포합니다"
    }
    gives_a_value(field) { en: "always gives `{field}` a value", ja: "`{field}` に必ず値を入れる", ko: "`{field}`에 항상 값을 주는" }
    fits(field, to) { en: "gives `{field}` only what fits into {to}", ja: "`{field}` に {to} に収まる値だけを入れる", ko: "`{field}`에 {to}에 맞는 값만 주는" }
    keeps_the_rule() { en: "keeps this rule itself; mend the rows that break it", ja: "この規則を自分で守る（反する行も直しておく）", ko: "이 규칙을 스스로 지키는(어긋나는 행도 고쳐 두는)" }
    does_without_rows() { en: "does without these rows", ja: "これらの行を使わない", ko: "이 행들을 쓰지 않는" }
    then_allow(migration) { en: "then deploy it with `--allow {migration}`", ja: "その後 `--allow {migration}` を付けてデプロイします", ko: "그런 다음 `--allow {migration}`(으)로 배포합니다" }
    at_a_quiet_hour(migration) {
        en: "there is no way without the lock: deploy at a quiet hour with `--allow {migration}`",
        ja: "ロックを避ける方法はありません。アクセスの少ない時間に `--allow {migration}` を付けてデプロイします",
        ko: "잠금을 피할 방법이 없습니다. 접속이 적은 시간에 `--allow {migration}`(으)로 배포합니다"
    }
    not_in_a_transaction(migration) {
        en: "in {migration} write, and deploy:",
        ja: "{migration} に次を書き、デプロイします:",
        ko: "{migration}에 다음을 쓰고 배포합니다:"
    }
    own_migration(app) {
        en: "move this operation into a migration of its own, after this one: `python manage.py makemigrations {app} --empty`",
        ja: "この操作を、後に続く独立したマイグレーションに移します: `python manage.py makemigrations {app} --empty`",
        ko: "이 작업을 뒤따르는 별도의 마이그레이션으로 옮깁니다: `python manage.py makemigrations {app} --empty`"
    }
    alike(app) {
        en: "the models and the database are not alike after it: `python manage.py makemigrations {app}`, or a RunSQL or SeparateDatabaseAndState lacks its other half",
        ja: "適用後にモデルとデータベースが一致しません。`python manage.py makemigrations {app}` を実行するか、RunSQL や SeparateDatabaseAndState の欠けた半分を補います",
        ko: "적용 후 모델과 데이터베이스가 일치하지 않습니다. `python manage.py makemigrations {app}`을(를) 실행하거나 RunSQL 또는 SeparateDatabaseAndState의 빠진 반쪽을 채웁니다"
    }
    if_you_know(migration) {
        en: "if you know that the release that is serving lives with it: `--allow {migration}`",
        ja: "公開中のリリースに影響しないと分かっている場合: `--allow {migration}`",
        ko: "서비스 중인 릴리스에 문제가 없음을 안다면: `--allow {migration}`"
    }
    as_it_stands() { en: "# … is the operation as it stands", ja: "# … は元の操作のまま", ko: "# …은 원래 작업 그대로" }

    // refused
    refused_one(migration) {
        en: "{migration} would hurt the release that is serving",
        ja: "{migration} は公開中のリリースに害を与えます",
        ko: "{migration}은(는) 서비스 중인 릴리스에 해를 끼칩니다"
    }
    refused(count) {
        en: "{count} migrations would hurt the release that is serving",
        ja: "{count} 件のマイグレーションが公開中のリリースに害を与えます",
        ko: "마이그레이션 {count}개가 서비스 중인 릴리스에 해를 끼칩니다"
    }
    nothing_applied() {
        en: "nothing was applied, and the old release serves",
        ja: "何も適用していません。以前のリリースが公開されたままです",
        ko: "아무것도 적용하지 않았으며 이전 릴리스가 서비스 중입니다"
    }
    accepts() { en: "accepts it as it is", ja: "このまま受け入れます", ko: "이대로 받아들입니다" }
    nothing_to_allow(name) {
        en: "`--allow {name}`: no pending migration has this name",
        ja: "`--allow {name}`: この名前の未適用マイグレーションはありません",
        ko: "`--allow {name}`: 이 이름의 적용 대기 마이그레이션이 없습니다"
    }
    pending_are(names) { en: "pending are {names}", ja: "未適用のもの: {names}", ko: "적용 대기: {names}" }
    none_is_pending() { en: "none is pending: leave `--allow` out", ja: "未適用のものはありません。`--allow` を外してください", ko: "적용 대기가 없습니다. `--allow`를 빼십시오" }
    database_is_ahead(database, names) {
        en: "the database `{database}` has migrations that this code does not know: {names}; they are of another branch, or of a release that was rolled back",
        ja: "データベース `{database}` には、このコードが知らないマイグレーションが適用されています: {names}。別のブランチか、ロールバックしたリリースのものです",
        ko: "데이터베이스 `{database}`에 이 코드가 모르는 마이그레이션이 적용되어 있습니다: {names}. 다른 브랜치나 롤백한 릴리스의 것입니다"
    }
    no_report(command) {
        en: "`{command}` gave no report that this version of pocket can read",
        ja: "`{command}` が、このバージョンの pocket で読める結果を返しませんでした",
        ko: "`{command}`이(가) 이 버전의 pocket이 읽을 수 있는 결과를 주지 않았습니다"
    }

    not_judged(error) {
        en: "the pending migrations cannot be judged on this machine, and are by the deploy: {error}",
        ja: "未適用のマイグレーションをこのマシンで判断できないため、デプロイ時に判断します: {error}",
        ko: "적용 대기 마이그레이션을 이 컴퓨터에서 판단할 수 없어 배포할 때 판단합니다: {error}"
    }

    // rollback
    knows_nothing(number) {
        en: "release {number} does not say which migrations its code knows",
        ja: "リリース {number} には、コードが知っているマイグレーションの記録がありません",
        ko: "릴리스 {number}에는 코드가 아는 마이그레이션의 기록이 없습니다"
    }
    not_in_code() {
        en: "is applied, and no code that is kept has it: nobody can say what it does",
        ja: "適用済みですが、残っているどのコードにもありません。何をするものか判断できません",
        ko: "적용되어 있지만 남아 있는 어떤 코드에도 없습니다. 무엇을 하는지 알 수 없습니다"
    }

    // locks
    locks_moment(table, mode) { en: "locks `{table}` ({mode}) for a moment", ja: "`{table}` を一瞬ロックします（{mode}）", ko: "`{table}`을(를) 잠깐 잠급니다({mode})" }
    locks_scan(table, mode) {
        en: "locks `{table}` ({mode}) while all its rows are read",
        ja: "全行を読む間 `{table}` をロックします（{mode}）",
        ko: "모든 행을 읽는 동안 `{table}`을(를) 잠급니다({mode})"
    }
    locks_rewrite(table, mode) {
        en: "locks `{table}` ({mode}) while all its rows are written",
        ja: "全行を書き直す間 `{table}` をロックします（{mode}）",
        ko: "모든 행을 다시 쓰는 동안 `{table}`을(를) 잠급니다({mode})"
    }

    // the rehearsal
    rehearsal() { en: "rehearsal", ja: "リハーサル", ko: "리허설" }
    rehearsed(names, seconds) { en: "{names} in {seconds} s, on a copy of the data", ja: "データのコピーで {names}: {seconds} 秒", ko: "데이터 사본에서 {names}: {seconds}초" }
    branching(branch) { en: "copying the branch {branch}", ja: "ブランチ {branch} をコピー中", ko: "브랜치 {branch} 복사 중" }
    trying() { en: "migrating the copy", ja: "コピーでマイグレーション中", ko: "사본에서 마이그레이션 중" }
    dropping(branch) { en: "dropping {branch}", ja: "{branch} を削除中", ko: "{branch} 삭제 중" }
    swept(branch) { en: "dropped {branch}, which a rehearsal that was ended left behind", ja: "中断されたリハーサルが残した {branch} を削除しました", ko: "중단된 리허설이 남긴 {branch}을(를) 삭제했습니다" }
    not_rehearsed(error) {
        en: "the migrations are not rehearsed: {error}",
        ja: "マイグレーションのリハーサルができません: {error}",
        ko: "마이그레이션 리허설을 할 수 없습니다: {error}"
    }
    branch_stays(branch, error) {
        en: "the branch {branch} of the rehearsal could not be dropped: {error}; the next rehearsal drops it",
        ja: "リハーサルのブランチ {branch} を削除できませんでした: {error}。次のリハーサルで削除します",
        ko: "리허설 브랜치 {branch}을(를) 삭제하지 못했습니다: {error}. 다음 리허설에서 삭제합니다"
    }
    rehearsal_failed(place, error) {
        en: "the rehearsal failed{place}: {error}",
        ja: "リハーサルが失敗しました{place}: {error}",
        ko: "리허설이 실패했습니다{place}: {error}"
    }
    nothing_was_changed() {
        en: "it ran on a copy of the database: nothing of the stage was changed",
        ja: "データベースのコピーで実行したため、ステージは何も変わっていません",
        ko: "데이터베이스 사본에서 실행했으므로 스테이지는 아무것도 바뀌지 않았습니다"
    }
    without_rehearsal() {
        en: "leaves the rehearsal out, if the migration needs what only the stage has",
        ja: "ステージにしかないものをマイグレーションが必要とする場合、リハーサルを省きます",
        ko: "마이그레이션이 스테이지에만 있는 것을 필요로 하면 리허설을 생략합니다"
    }
    takes_too_long(minutes) {
        en: "the rehearsal took more than {minutes} minutes, and a function has no longer for `migrate`",
        ja: "リハーサルが {minutes} 分を超えました。関数が `migrate` に使える時間はそれまでです",
        ko: "리허설이 {minutes}분을 넘었습니다. 함수가 `migrate`에 쓸 수 있는 시간은 그만큼입니다"
    }
}
