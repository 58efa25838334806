//! What the rules on `schedule` say.

use crate::messages::{messages, phrases};

phrases! {
    the_first() { en: "the first", ja: "先に書かれたもの", ko: "먼저 쓴 것" }
    write_cron(form) { en: "write `cron: \"{form}\";`", ja: "`cron: \"{form}\";` と書いてください", ko: "`cron: \"{form}\";`라고 쓰십시오" }
    meant_timezone(zone) { en: "write `timezone: \"{zone}\";`", ja: "`timezone: \"{zone}\";` と書いてください", ko: "`timezone: \"{zone}\";`라고 쓰십시오" }
    meant_function(name) { en: "did you mean `function: {name};`?", ja: "`function: {name};` のことですか?", ko: "`function: {name};`입니까?" }
    the_functions(names) { en: "the functions of the stage are `{names}`", ja: "このステージの関数は `{names}` です", ko: "이 스테이지의 함수는 `{names}`입니다" }
    command_instead() {
        en: "a schedule runs the site's code as a management command: write `manage: \"…\";`",
        ja: "サイトのコードをスケジュールで動かすには管理コマンドを使います。`manage: \"…\";` と書いてください",
        ko: "사이트의 코드를 일정에 따라 실행하려면 관리 명령을 씁니다. `manage: \"…\";`라고 쓰십시오"
    }
}

messages! { "schedule";
    error bad_name(name, better) {
        en {
            say: "\"{name}\" cannot name a schedule: it takes a letter, then letters, digits, hyphens and `_`",
            help: "write `schedule \"{better}\" {{ … }}`",
            what: "The name of the schedule has a character that AWS refuses.",
            why: "The name is a part of the schedule's name in EventBridge Scheduler and of its logical id in CloudFormation. Both take few characters, and a logical id begins with a letter.",
            fix: "Write letters, digits and hyphens, a letter first.",
        }
        ja {
            say: "\"{name}\" はスケジュールの名前にできません。先頭は英字、続きは英字・数字・ハイフン・`_` です",
            help: "`schedule \"{better}\" {{ … }}` と書いてください",
            what: "スケジュールの名前に AWS が受け付けない文字が含まれています。",
            why: "この名前は EventBridge スケジューラでの名前と CloudFormation の論理 ID の一部になります。どちらも使える文字が限られ、論理 ID は英字で始まります。",
            fix: "英字・数字・ハイフンで、英字から始まる名前を書いてください。",
        }
        ko {
            say: "\"{name}\"은(는) 일정 이름이 될 수 없습니다. 문자로 시작하고 문자, 숫자, 하이픈, `_`만 쓸 수 있습니다",
            help: "`schedule \"{better}\" {{ … }}`라고 쓰십시오",
            what: "일정 이름에 AWS가 거부하는 문자가 있습니다.",
            why: "이 이름은 EventBridge Scheduler의 이름과 CloudFormation 논리 ID의 일부가 됩니다. 둘 다 쓸 수 있는 문자가 제한되며 논리 ID는 문자로 시작합니다.",
            fix: "문자로 시작하여 문자, 숫자, 하이픈으로 된 이름을 쓰십시오.",
        }
        example: "stage dev { schedule digest { rate: 1h; manage: \"send_digest\"; } }"
    }

    error needs_time(name) {
        en {
            say: "the schedule `{name}` does not say when it runs",
            help: "write `cron: \"0 18 * * ? *\";`, `rate: 1h;` or `at: \"2027-01-01T09:00\";`",
            what: "The block has neither `cron` nor `rate` nor `at`.",
            why: "A schedule needs exactly one of them: EventBridge Scheduler has no default time.",
            fix: "Write `cron` for a time of day, `rate` for equal distances, or `at` for a single run.",
        }
        ja {
            say: "スケジュール `{name}` にいつ実行するかが書かれていません",
            help: "`cron: \"0 18 * * ? *\";`、`rate: 1h;`、`at: \"2027-01-01T09:00\";` のいずれかを書いてください",
            what: "ブロックに `cron`、`rate`、`at` のどれもありません。",
            why: "スケジュールにはこのうちちょうど 1 つが必要です。EventBridge スケジューラに既定の時刻はありません。",
            fix: "決まった時刻なら `cron`、一定の間隔なら `rate`、1 回だけなら `at` を書いてください。",
        }
        ko {
            say: "일정 `{name}`에 언제 실행할지가 없습니다",
            help: "`cron: \"0 18 * * ? *\";`, `rate: 1h;`, `at: \"2027-01-01T09:00\";` 중 하나를 쓰십시오",
            what: "블록에 `cron`, `rate`, `at`이 하나도 없습니다.",
            why: "일정에는 이 중 정확히 하나가 필요합니다. EventBridge Scheduler에는 기본 시각이 없습니다.",
            fix: "정해진 시각이면 `cron`, 같은 간격이면 `rate`, 한 번이면 `at`을 쓰십시오.",
        }
        example: "stage dev { schedule digest { cron: \"0 18 * * ? *\"; manage: \"send_digest\"; } }"
    }

    error needs_target(name) {
        en {
            say: "the schedule `{name}` does not say what it runs",
            help: "write `manage: \"clearsessions\";`, or `function: worker;` for a `lambda worker` of the stage",
            what: "The block has neither `manage` nor `function`.",
            why: "A schedule needs exactly one of them, or there is nothing to start.",
            fix: "Write the management command with its arguments, or the name of a function of the stage.",
        }
        ja {
            say: "スケジュール `{name}` に何を実行するかが書かれていません",
            help: "`manage: \"clearsessions\";`、またはステージの `lambda worker` を動かすなら `function: worker;` と書いてください",
            what: "ブロックに `manage` も `function` もありません。",
            why: "スケジュールにはどちらかちょうど 1 つが必要です。なければ起動するものがありません。",
            fix: "管理コマンドを引数とともに書くか、ステージの関数の名前を書いてください。",
        }
        ko {
            say: "일정 `{name}`에 무엇을 실행할지가 없습니다",
            help: "`manage: \"clearsessions\";`, 또는 스테이지의 `lambda worker`라면 `function: worker;`라고 쓰십시오",
            what: "블록에 `manage`도 `function`도 없습니다.",
            why: "일정에는 둘 중 정확히 하나가 필요합니다. 없으면 시작할 것이 없습니다.",
            fix: "관리 명령을 인수와 함께 쓰거나 스테이지의 함수 이름을 쓰십시오.",
        }
        example: "stage dev { schedule sessions { rate: 1d; manage: \"clearsessions\"; } }"
    }

    error one_only(name, first, second) {
        en {
            say: "the schedule `{name}` has both `{first}` and `{second}`, and takes one of them",
            help: "delete one of the two lines; for both write a second `schedule`",
            what: "Two fields that exclude each other are both set.",
            why: "A schedule has one time (`cron`, `rate` or `at`) and starts one thing (`manage` or `function`). AWS takes one expression and one target.",
            fix: "Delete one of the lines, or write a second schedule for the other.",
        }
        ja {
            say: "スケジュール `{name}` に `{first}` と `{second}` の両方がありますが、書けるのはどちらか 1 つです",
            help: "どちらかの行を削除してください。両方必要なら `schedule` をもう 1 つ書いてください",
            what: "同時に書けない 2 つのフィールドが両方書かれています。",
            why: "1 つのスケジュールが持つのは 1 つの時刻（`cron`、`rate`、`at`）と 1 つの起動対象（`manage`、`function`）です。AWS が受け取る式と対象も 1 つずつです。",
            fix: "どちらかの行を削除するか、もう一方のためのスケジュールを別に書いてください。",
        }
        ko {
            say: "일정 `{name}`에 `{first}`와(과) `{second}`이(가) 모두 있지만 하나만 쓸 수 있습니다",
            help: "둘 중 한 줄을 지우십시오. 둘 다 필요하면 `schedule`을 하나 더 쓰십시오",
            what: "함께 쓸 수 없는 두 필드가 모두 쓰여 있습니다.",
            why: "일정 하나에는 시각 하나(`cron`, `rate`, `at`)와 대상 하나(`manage`, `function`)가 있습니다. AWS가 받는 식과 대상도 하나씩입니다.",
            fix: "한 줄을 지우거나 다른 쪽을 위한 일정을 따로 쓰십시오.",
        }
        example: "stage dev { schedule a { rate: 1h; manage: \"a\"; } schedule b { cron: \"0 9 * * ? *\"; manage: \"a\"; } }"
    }

    error unknown_function(name) {
        en {
            say: "the stage has no function `{name}` that a schedule could start",
            help: "write `lambda {name} {{ handler: \"app.jobs.run\"; }}` in the stage, or `manage: \"…\";` here",
            what: "`function` names something that is not a named `lambda` of the same stage.",
            why: "Scheduler starts a function by its ARN, and there would be none.",
            fix: "Declare the function in the stage, correct the name, or run a management command instead.",
        }
        ja {
            say: "このステージにはスケジュールで起動できる関数 `{name}` がありません",
            help: "ステージに `lambda {name} {{ handler: \"app.jobs.run\"; }}` と書くか、ここで `manage: \"…\";` を使ってください",
            what: "`function` が指しているのは、同じステージの名前付き `lambda` ではありません。",
            why: "スケジューラは ARN で関数を起動しますが、その関数がありません。",
            fix: "ステージで関数を宣言するか、名前を直すか、代わりに管理コマンドを実行してください。",
        }
        ko {
            say: "스테이지에 일정으로 시작할 수 있는 함수 `{name}`이(가) 없습니다",
            help: "스테이지에 `lambda {name} {{ handler: \"app.jobs.run\"; }}`을 쓰거나 여기에 `manage: \"…\";`를 쓰십시오",
            what: "`function`이 가리키는 것이 같은 스테이지의 이름 있는 `lambda`가 아닙니다.",
            why: "Scheduler는 ARN으로 함수를 시작하는데 그 함수가 없습니다.",
            fix: "스테이지에 함수를 선언하거나 이름을 고치거나 관리 명령을 실행하십시오.",
        }
        example: "stage dev { lambda worker { handler: \"app.jobs.run\"; } schedule digest { rate: 1h; function: worker; } }"
    }

    error cron_fields(text, count) {
        en {
            say: "\"{text}\" is not a cron expression: it has six fields, and this has {count}",
            help: "write minutes, hours, day-of-month, month, day-of-week, year: `cron: \"0 18 * * ? *\";` is every day at 18:00",
            what: "The expression has too few or too many fields.",
            why: "EventBridge Scheduler reads exactly six fields between spaces. Its expressions have a year and a `?`, which those of crontab lack.",
            fix: "Write all six. `*` means every value; one of the two day fields is `?`.",
        }
        ja {
            say: "\"{text}\" は cron 式ではありません。フィールドは 6 つですが、{count} つあります",
            help: "分、時、日、月、曜日、年の順に書いてください: `cron: \"0 18 * * ? *\";` は毎日 18:00 です",
            what: "式のフィールドが多すぎるか足りません。",
            why: "EventBridge スケジューラは空白で区切られたちょうど 6 つのフィールドを読みます。crontab にはない年と `?` があります。",
            fix: "6 つすべてを書いてください。`*` はすべての値を表し、日と曜日のどちらかは `?` です。",
        }
        ko {
            say: "\"{text}\"은(는) cron 식이 아닙니다. 필드는 여섯 개인데 {count}개가 있습니다",
            help: "분, 시, 일, 월, 요일, 연도 순으로 쓰십시오. `cron: \"0 18 * * ? *\";`는 매일 18:00입니다",
            what: "식의 필드가 너무 많거나 모자랍니다.",
            why: "EventBridge Scheduler는 공백으로 나눈 정확히 여섯 필드를 읽습니다. crontab에는 없는 연도와 `?`가 있습니다.",
            fix: "여섯 개를 모두 쓰십시오. `*`는 모든 값이며 일과 요일 중 하나는 `?`입니다.",
        }
        example: "stage dev { schedule digest { cron: \"0 18 * * ? *\"; manage: \"send_digest\"; } }"
    }

    error unix_cron(text, form) {
        en {
            say: "\"{text}\" is an expression of crontab, and EventBridge Scheduler has its own six fields",
            help: "write `cron: \"{form}\";`",
            what: "The expression is in the form of Unix: five fields, or a word such as `@daily`.",
            why: "AWS counts the days of the week from Sunday, 1, where Unix counts from 0; it wants a `?` in one of the two day fields, and a year at the end.",
            fix: "Write the form that the help gives. It runs at the same times, in the zone of `timezone`, UTC without one.",
        }
        ja {
            say: "\"{text}\" は crontab の式です。EventBridge スケジューラの式は独自の 6 フィールドです",
            help: "`cron: \"{form}\";` と書いてください",
            what: "式が Unix の形（5 フィールド、または `@daily` などの語）で書かれています。",
            why: "AWS は曜日を日曜日の 1 から数えます（Unix は 0 から）。また、日と曜日のどちらかは `?` とし、最後に年を書きます。",
            fix: "ヘルプの形で書いてください。同じ時刻に実行されます。タイムゾーンは `timezone` のもので、なければ UTC です。",
        }
        ko {
            say: "\"{text}\"은(는) crontab의 식입니다. EventBridge Scheduler의 식은 필드가 여섯 개입니다",
            help: "`cron: \"{form}\";`라고 쓰십시오",
            what: "식이 Unix 형식(필드 다섯 개 또는 `@daily` 같은 단어)입니다.",
            why: "AWS는 요일을 일요일 1부터 세고 Unix는 0부터 셉니다. 또 일과 요일 중 하나는 `?`이며 끝에 연도가 있습니다.",
            fix: "도움말의 형식으로 쓰십시오. 같은 시각에 실행됩니다. 시간대는 `timezone`의 것이며 없으면 UTC입니다.",
        }
        example: "stage dev { schedule digest { cron: \"30 9 ? * MON-FRI *\"; manage: \"send_digest\"; } }"
    }

    error cron_wrapped(text, inner) {
        en {
            say: "\"{text}\": the field is called `cron`, so the word stands only once",
            help: "write `cron: \"{inner}\";`",
            what: "The expression has `cron(…)` around it.",
            why: "pocket writes the word itself; with it twice AWS would refuse the expression.",
            fix: "Write only what stands in the parentheses.",
        }
        ja {
            say: "\"{text}\": フィールドが `cron` なので、式の中に `cron(…)` は書きません",
            help: "`cron: \"{inner}\";` と書いてください",
            what: "式が `cron(…)` で囲まれています。",
            why: "この語は pocket が付けます。二重になると AWS は式を受け付けません。",
            fix: "括弧の中だけを書いてください。",
        }
        ko {
            say: "\"{text}\": 필드가 `cron`이므로 식 안에 `cron(…)`은 쓰지 않습니다",
            help: "`cron: \"{inner}\";`라고 쓰십시오",
            what: "식이 `cron(…)`으로 싸여 있습니다.",
            why: "이 단어는 pocket이 붙입니다. 두 번이면 AWS가 식을 거부합니다.",
            fix: "괄호 안만 쓰십시오.",
        }
        example: "stage dev { schedule digest { cron: \"0 18 * * ? *\"; manage: \"send_digest\"; } }"
    }

    error cron_value(field, value, takes) {
        en {
            say: "`{value}` cannot stand in the field {field} of a cron expression",
            help: "{field} takes {takes}",
            what: "One of the six fields has a value that EventBridge Scheduler does not take.",
            why: "Each field has its own numbers, names (in capitals) and marks. Days of the week count from Sunday, 1; a range goes upward; `L`, `W` and `#` stand alone and after numbers.",
            fix: "Write the value as the help shows.",
        }
        ja {
            say: "cron 式のフィールド {field} に `{value}` は書けません",
            help: "{field} に書けるのは {takes} です",
            what: "6 つのフィールドの 1 つに、EventBridge スケジューラが受け付けない値があります。",
            why: "フィールドごとに使える数・名前（大文字）・記号が決まっています。曜日は日曜日の 1 から数え、範囲は小さい方から書き、`L`・`W`・`#` は単独で、数の後に書きます。",
            fix: "ヘルプが示す値を書いてください。",
        }
        ko {
            say: "cron 식의 필드 {field}에 `{value}`은(는) 쓸 수 없습니다",
            help: "{field}에 쓸 수 있는 것은 {takes}입니다",
            what: "여섯 필드 중 하나에 EventBridge Scheduler가 받지 않는 값이 있습니다.",
            why: "필드마다 쓸 수 있는 수, 이름(대문자), 기호가 정해져 있습니다. 요일은 일요일 1부터 세고 범위는 작은 쪽부터 쓰며 `L`, `W`, `#`은 단독으로 수 뒤에 씁니다.",
            fix: "도움말이 보여 주는 값을 쓰십시오.",
        }
        example: "stage dev { schedule digest { cron: \"0/15 8-18 ? * MON-FRI *\"; manage: \"send_digest\"; } }"
    }

    error cron_days(text, form) {
        en {
            say: "exactly one of the two day fields of \"{text}\" must be `?`",
            help: "write `cron: \"{form}\";`",
            what: "Day-of-month and day-of-week both say something, or neither does.",
            why: "EventBridge Scheduler takes days from one of the two fields and wants `?` in the other. `*` is a value, not `?`.",
            fix: "Write `?` in the field that is not to decide.",
        }
        ja {
            say: "\"{text}\" の日と曜日は、どちらか一方だけを `?` にする必要があります",
            help: "`cron: \"{form}\";` と書いてください",
            what: "日と曜日の両方に値があるか、どちらにもありません。",
            why: "EventBridge スケジューラは日と曜日の一方で日付を決め、もう一方には `?` を求めます。`*` は値であり、`?` の代わりにはなりません。",
            fix: "日付を決めない方のフィールドに `?` を書いてください。",
        }
        ko {
            say: "\"{text}\"의 일과 요일 중 정확히 하나가 `?`이어야 합니다",
            help: "`cron: \"{form}\";`라고 쓰십시오",
            what: "일과 요일에 모두 값이 있거나 어느 쪽에도 없습니다.",
            why: "EventBridge Scheduler는 둘 중 한 필드로 날을 정하고 다른 필드에는 `?`를 요구합니다. `*`는 값이며 `?`를 대신하지 않습니다.",
            fix: "날을 정하지 않는 필드에 `?`를 쓰십시오.",
        }
        example: "stage dev { schedule digest { cron: \"0 9 ? * MON *\"; manage: \"send_digest\"; } }"
    }

    error cron_never(text) {
        en {
            say: "the day of \"{text}\" never comes",
            help: "write a day that the month has; `L` is its last day: `cron: \"0 0 L * ? *\";`",
            what: "No year of the expression has such a day: 31 February, or 29 February of a year that has none.",
            why: "The schedule would be made and never run, without any error.",
            fix: "Correct the day, the month or the year. For the end of each month write `L` as the day.",
        }
        ja {
            say: "\"{text}\" の日は存在しません",
            help: "その月にある日を書いてください。月末は `L` です: `cron: \"0 0 L * ? *\";`",
            what: "式が表す日がどの年にもありません。2 月 31 日や、うるう年ではない年の 2 月 29 日などです。",
            why: "スケジュールは作成されますが、エラーもなく一度も実行されません。",
            fix: "日・月・年を直してください。毎月の末日なら日に `L` と書きます。",
        }
        ko {
            say: "\"{text}\"의 날은 오지 않습니다",
            help: "그 달에 있는 날을 쓰십시오. 말일은 `L`입니다: `cron: \"0 0 L * ? *\";`",
            what: "식이 뜻하는 날이 어느 해에도 없습니다. 2월 31일이나 윤년이 아닌 해의 2월 29일 등입니다.",
            why: "일정은 만들어지지만 오류도 없이 한 번도 실행되지 않습니다.",
            fix: "일, 월, 연도를 고치십시오. 매월 말일이면 일에 `L`을 씁니다.",
        }
        example: "stage dev { schedule closing { cron: \"0 0 L * ? *\"; manage: \"close_month\"; } }"
    }

    error whole_minutes(field, value, better) {
        en {
            say: "`{field}` is {value}, and Scheduler counts in whole minutes, one at least",
            help: "write `{field}: {better};`",
            what: "The time is shorter than a minute, or has seconds beside its minutes.",
            why: "EventBridge Scheduler takes minutes, hours and days, and starts what it runs to the minute.",
            fix: "Write whole minutes. What must run more often is a loop in a function, not a schedule.",
        }
        ja {
            say: "`{field}` が {value} ですが、スケジューラの単位は 1 分以上の整数の分です",
            help: "`{field}: {better};` と書いてください",
            what: "時間が 1 分より短いか、分に満たない秒があります。",
            why: "EventBridge スケジューラが受け取るのは分・時間・日で、分単位の精度で起動します。",
            fix: "分単位で書いてください。1 分より短い間隔の処理は、スケジュールではなく関数の中のループで行います。",
        }
        ko {
            say: "`{field}`이(가) {value}인데 Scheduler는 1분 이상의 분 단위로만 셉니다",
            help: "`{field}: {better};`라고 쓰십시오",
            what: "시간이 1분보다 짧거나 분으로 떨어지지 않습니다.",
            why: "EventBridge Scheduler는 분, 시간, 일을 받으며 분 단위로 시작합니다.",
            fix: "분 단위로 쓰십시오. 더 자주 실행할 것은 일정이 아니라 함수 안의 반복문입니다.",
        }
        example: "stage dev { schedule poll { rate: 5m; manage: \"poll\"; } }"
    }

    error bad_at(text, better) {
        en {
            say: "\"{text}\" is not a date with a time of day",
            help: "write year, month, day and the time: `at: \"{better}\";`",
            what: "The value is not of the form `2027-01-01T09:00`, or there is no such day or time.",
            why: "EventBridge Scheduler takes exactly this form, and no schedule can be made for 30 February.",
            fix: "Write the date with hyphens, `T`, and the time with a colon, in 24 hours.",
        }
        ja {
            say: "\"{text}\" は日時ではありません",
            help: "年・月・日と時刻を書いてください: `at: \"{better}\";`",
            what: "値が `2027-01-01T09:00` の形ではないか、その日や時刻が存在しません。",
            why: "EventBridge スケジューラが受け取るのはこの形だけで、2 月 30 日のような日は使えません。",
            fix: "日付はハイフン、続いて `T`、時刻はコロン区切りの 24 時間制で書いてください。",
        }
        ko {
            say: "\"{text}\"은(는) 날짜와 시각이 아닙니다",
            help: "연, 월, 일과 시각을 쓰십시오: `at: \"{better}\";`",
            what: "값이 `2027-01-01T09:00` 형식이 아니거나 그런 날이나 시각이 없습니다.",
            why: "EventBridge Scheduler는 이 형식만 받으며 2월 30일 같은 날은 쓸 수 없습니다.",
            fix: "날짜는 하이픈, `T`, 시각은 콜론으로 24시간제로 쓰십시오.",
        }
        example: "stage dev { schedule launch { at: \"2027-01-01T09:00\"; manage: \"launch\"; } }"
    }

    error at_zone(text, moment, zone) {
        en {
            say: "\"{text}\" has a time zone in it, which is a field of its own",
            help: "write `at: \"{moment}\"; timezone: \"{zone}\";`",
            what: "The time ends in `Z` or in a distance from UTC such as `+09:00`.",
            why: "EventBridge Scheduler refuses a zone in the expression; it takes the name of one beside it.",
            fix: "Write the time as a clock of that zone shows it, and the zone's name in `timezone`.",
        }
        ja {
            say: "\"{text}\" にタイムゾーンが含まれていますが、タイムゾーンは別のフィールドです",
            help: "`at: \"{moment}\"; timezone: \"{zone}\";` と書いてください",
            what: "時刻が `Z` か `+09:00` のような UTC との差で終わっています。",
            why: "EventBridge スケジューラは式の中のタイムゾーンを受け付けず、名前を別に受け取ります。",
            fix: "そのタイムゾーンの時計の時刻を書き、名前を `timezone` に書いてください。",
        }
        ko {
            say: "\"{text}\"에 시간대가 들어 있지만 시간대는 따로 필드가 있습니다",
            help: "`at: \"{moment}\"; timezone: \"{zone}\";`라고 쓰십시오",
            what: "시각이 `Z`나 `+09:00` 같은 UTC와의 차이로 끝납니다.",
            why: "EventBridge Scheduler는 식 안의 시간대를 거부하고 이름을 따로 받습니다.",
            fix: "그 시간대의 시계가 보여 주는 시각을 쓰고 이름은 `timezone`에 쓰십시오.",
        }
        example: "stage dev { schedule launch { at: \"2027-01-01T09:00\"; timezone: \"Asia/Tokyo\"; manage: \"launch\"; } }"
    }

    error unknown_timezone(name) {
        en {
            say: "there is no time zone \"{name}\" in the tz database",
            help: "write continent and city: `timezone: \"Asia/Tokyo\";`",
            what: "The zone is not named as the tz database names it.",
            why: "EventBridge Scheduler takes the names of that database alone. Abbreviations such as JST are not among them, since several zones share one.",
            fix: "Write the zone's name, such as `Asia/Seoul` or `UTC`.",
        }
        ja {
            say: "tz データベースにタイムゾーン \"{name}\" はありません",
            help: "大陸と都市で書いてください: `timezone: \"Asia/Tokyo\";`",
            what: "タイムゾーンの名前が tz データベースのものではありません。",
            why: "EventBridge スケジューラが受け取るのはこのデータベースの名前だけです。JST のような略称は複数のタイムゾーンで使われるため、含まれていません。",
            fix: "`Asia/Tokyo` や `UTC` のような名前を書いてください。",
        }
        ko {
            say: "tz 데이터베이스에 시간대 \"{name}\"이(가) 없습니다",
            help: "대륙과 도시로 쓰십시오: `timezone: \"Asia/Tokyo\";`",
            what: "시간대 이름이 tz 데이터베이스의 이름이 아닙니다.",
            why: "EventBridge Scheduler는 이 데이터베이스의 이름만 받습니다. KST 같은 약어는 여러 시간대가 함께 쓰므로 들어 있지 않습니다.",
            fix: "`Asia/Seoul`이나 `UTC` 같은 이름을 쓰십시오.",
        }
        example: "stage dev { schedule digest { cron: \"0 9 * * ? *\"; timezone: \"Asia/Seoul\"; manage: \"send_digest\"; } }"
    }

    warning timezone_of_rate() {
        en {
            say: "`timezone` has no effect on a `rate`, which counts from one run to the next",
            help: "delete it, or write a `cron`",
            what: "The schedule runs at equal distances and names a time zone.",
            why: "Five minutes are five minutes in every zone; a time zone only says what a `cron` or an `at` means.",
            fix: "Delete the line. For a time of day write `cron`.",
        }
        ja {
            say: "`timezone` は、前回からの間隔を数える `rate` には効果がありません",
            help: "この行を削除するか、`cron` を使ってください",
            what: "一定間隔のスケジュールにタイムゾーンが書かれています。",
            why: "5 分はどのタイムゾーンでも 5 分です。タイムゾーンに意味があるのは `cron` と `at` だけです。",
            fix: "行を削除してください。決まった時刻に実行するなら `cron` を書いてください。",
        }
        ko {
            say: "`timezone`은 실행 간격을 세는 `rate`에는 효과가 없습니다",
            help: "이 줄을 지우거나 `cron`을 쓰십시오",
            what: "같은 간격으로 실행하는 일정에 시간대가 쓰여 있습니다.",
            why: "5분은 어느 시간대에서도 5분입니다. 시간대는 `cron`과 `at`에만 의미가 있습니다.",
            fix: "줄을 지우십시오. 정해진 시각이면 `cron`을 쓰십시오.",
        }
        example: "stage dev { schedule poll { rate: 5m; manage: \"poll\"; } }"
    }

    error no_command(text) {
        en {
            say: "\"{text}\" has no management command in it",
            help: "write the command with its arguments: `manage: \"clearsessions\";`",
            what: "The text is empty, or says only how commands are started.",
            why: "Django needs the name of a command; without one it prints its help and fails.",
            fix: "Write what stands after `manage.py` in a terminal.",
        }
        ja {
            say: "\"{text}\" に管理コマンドがありません",
            help: "コマンドを引数とともに書いてください: `manage: \"clearsessions\";`",
            what: "文字列が空か、起動の仕方しか書かれていません。",
            why: "Django にはコマンドの名前が必要です。なければヘルプを表示して失敗します。",
            fix: "ターミナルで `manage.py` の後に書くものを書いてください。",
        }
        ko {
            say: "\"{text}\"에 관리 명령이 없습니다",
            help: "명령을 인수와 함께 쓰십시오: `manage: \"clearsessions\";`",
            what: "문자열이 비었거나 시작하는 방법만 쓰여 있습니다.",
            why: "Django에는 명령 이름이 필요합니다. 없으면 도움말을 출력하고 실패합니다.",
            fix: "터미널에서 `manage.py` 뒤에 쓰는 것을 쓰십시오.",
        }
        example: "stage dev { schedule sessions { rate: 1d; manage: \"clearsessions\"; } }"
    }

    error open_quote(text, quote) {
        en {
            say: "a {quote} in the command `{text}` is not closed",
            help: "close it: `manage: \"say 'two words'\";`",
            what: "A quotation mark opens a word and no other one ends it.",
            why: "Words are told apart as a shell does it, and with an open quote nobody knows where the word ends.",
            fix: "Write the closing mark, or `\\` before one that is a part of the word.",
        }
        ja {
            say: "コマンド `{text}` の {quote} が閉じられていません",
            help: "引用符を閉じてください: `manage: \"say 'two words'\";`",
            what: "引用符で始まる語が閉じられていません。",
            why: "語の区切りはシェルと同じです。引用符が閉じていないと、語の終わりが決まりません。",
            fix: "閉じる引用符を書くか、語の一部なら前に `\\` を書いてください。",
        }
        ko {
            say: "명령 `{text}`의 {quote}이(가) 닫히지 않았습니다",
            help: "따옴표를 닫으십시오: `manage: \"say 'two words'\";`",
            what: "따옴표로 시작한 단어가 닫히지 않았습니다.",
            why: "단어는 셸처럼 나눕니다. 따옴표가 열려 있으면 단어의 끝을 알 수 없습니다.",
            fix: "닫는 따옴표를 쓰거나 단어의 일부라면 앞에 `\\`를 쓰십시오.",
        }
        example: "stage dev { schedule greet { rate: 1d; manage: \"say 'two words'\"; } }"
    }

    error command_prefix(text, rest) {
        en {
            say: "`{text}` starts with what pocket does itself: `manage` takes the command alone",
            help: "write `manage: {rest};`",
            what: "The command begins with `python` or `manage.py`.",
            why: "The management function hands the words to Django as they are, and Django has no command of that name.",
            fix: "Write what stands after `manage.py`.",
        }
        ja {
            say: "`{text}` の先頭は pocket が自分で行う部分です。`manage` にはコマンドだけを書きます",
            help: "`manage: {rest};` と書いてください",
            what: "コマンドが `python` か `manage.py` で始まっています。",
            why: "管理用の関数は語をそのまま Django に渡しますが、Django にそのような名前のコマンドはありません。",
            fix: "`manage.py` の後の部分だけを書いてください。",
        }
        ko {
            say: "`{text}`의 앞부분은 pocket이 하는 일입니다. `manage`에는 명령만 씁니다",
            help: "`manage: {rest};`라고 쓰십시오",
            what: "명령이 `python`이나 `manage.py`로 시작합니다.",
            why: "관리 함수는 단어를 그대로 Django에 넘기는데 Django에는 그런 이름의 명령이 없습니다.",
            fix: "`manage.py` 뒤의 부분만 쓰십시오.",
        }
        example: "stage dev { schedule sessions { rate: 1d; manage: \"clearsessions\"; } }"
    }

    error shell(text, word) {
        en {
            say: "`{word}` in `{text}` is a mark of a shell, and no shell runs the command",
            help: "write one command; for two in order write a management command that calls both",
            what: "The command joins, pipes or redirects as in a terminal.",
            why: "The words go to Django directly: the mark would be an argument of the command, which would fail or do something else.",
            fix: "Write one command a schedule. What it prints is in the log; `call_command` runs other commands.",
        }
        ja {
            say: "`{text}` の `{word}` はシェルの記号ですが、コマンドはシェルを通らずに実行されます",
            help: "コマンドは 1 つだけ書いてください。続けて実行するなら、両方を呼び出す管理コマンドを作ってください",
            what: "ターミナルのように、コマンドの連結・パイプ・リダイレクトが書かれています。",
            why: "語は直接 Django に渡されます。記号はコマンドの引数になり、失敗するか、別の動作になります。",
            fix: "1 つのスケジュールに 1 つのコマンドを書いてください。出力はログに残り、ほかのコマンドは `call_command` で実行できます。",
        }
        ko {
            say: "`{text}`의 `{word}`은(는) 셸의 기호인데 명령은 셸 없이 실행됩니다",
            help: "명령을 하나만 쓰십시오. 이어서 실행하려면 둘을 부르는 관리 명령을 만드십시오",
            what: "터미널에서처럼 명령을 잇거나 파이프, 리다이렉션을 썼습니다.",
            why: "단어는 바로 Django로 갑니다. 기호는 명령의 인수가 되어 실패하거나 다른 일을 합니다.",
            fix: "일정 하나에 명령 하나를 쓰십시오. 출력은 로그에 남고 다른 명령은 `call_command`로 실행합니다.",
        }
        example: "stage dev { schedule nightly { rate: 1d; manage: \"nightly\"; } }"
    }
}
