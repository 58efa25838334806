//! What the rules on `lambda` say.

use crate::messages::{messages, phrases};

phrases! {
    the_vpc() { en: "the VPC", ja: "VPC", ko: "VPC" }
}

messages! { "lambda";
    error site_handler() {
        en {
            say: "the function without a name is the site, and its handler is pocket's",
            help: "for a function of your own write `lambda worker {{ handler: \"…\"; }}`",
            what: "`handler` is set on the function that answers HTTP.",
            why: "The site's handler translates requests for Django. With another one nothing would answer.",
            fix: "Delete the line, or give the function a name.",
        }
        ja {
            say: "名前のない関数はサイトであり、そのハンドラーは pocket のものです",
            help: "自分の関数なら `lambda worker {{ handler: \"…\"; }}` と書いてください",
            what: "HTTP に応答する関数に `handler` が書かれています。",
            why: "サイトのハンドラーはリクエストを Django に渡します。別のハンドラーでは何も応答しなくなります。",
            fix: "行を削除するか、関数に名前を付けてください。",
        }
        ko {
            say: "이름 없는 함수는 사이트이며 그 핸들러는 pocket의 것입니다",
            help: "자신의 함수라면 `lambda worker {{ handler: \"…\"; }}`라고 쓰십시오",
            what: "HTTP에 응답하는 함수에 `handler`가 쓰여 있습니다.",
            why: "사이트의 핸들러는 요청을 Django에 넘깁니다. 다른 핸들러면 아무것도 응답하지 않습니다.",
            fix: "줄을 지우거나 함수에 이름을 붙이십시오.",
        }
        example: "stage dev { lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error needs_handler(name) {
        en {
            say: "the function `{name}` needs a handler",
            help: "write `lambda {name} {{ handler: \"app.jobs.run\"; }}`",
            what: "A named function does not say which Python function it runs.",
            why: "Lambda calls one Python function, with the event and its context. There is no default for a function of your own.",
            fix: "Write the dotted path of the function, from the folder of `manage.py`.",
        }
        ja {
            say: "関数 `{name}` にはハンドラーが必要です",
            help: "`lambda {name} {{ handler: \"app.jobs.run\"; }}` と書いてください",
            what: "名前付きの関数が、どの Python 関数を実行するかを示していません。",
            why: "Lambda はイベントとコンテキストを渡して 1 つの Python 関数を呼び出します。自分の関数に既定値はありません。",
            fix: "`manage.py` のフォルダーから見た、ドット区切りのパスを書いてください。",
        }
        ko {
            say: "함수 `{name}`에는 핸들러가 필요합니다",
            help: "`lambda {name} {{ handler: \"app.jobs.run\"; }}`라고 쓰십시오",
            what: "이름 있는 함수가 어느 Python 함수를 실행하는지 말하지 않습니다.",
            why: "Lambda는 이벤트와 컨텍스트를 넘겨 Python 함수 하나를 부릅니다. 자신의 함수에는 기본값이 없습니다.",
            fix: "`manage.py`의 폴더에서 본 점 구분 경로를 쓰십시오.",
        }
        example: "stage dev { lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error bad_handler(path) {
        en {
            say: "\"{path}\" is not the dotted path of a function",
            help: "write module and function: `handler: \"app.jobs.run\";`",
            what: "The handler is not written as Python imports it.",
            why: "Lambda splits the path at its last dot, imports the module and calls the function. A file name with slashes cannot be imported, and the function would fail at each start.",
            fix: "Write module and function with dots between them.",
        }
        ja {
            say: "\"{path}\" は関数を示すドット区切りのパスではありません",
            help: "モジュールと関数を書いてください: `handler: \"app.jobs.run\";`",
            what: "ハンドラーが Python の import の形で書かれていません。",
            why: "Lambda は最後のドットで分け、モジュールを import して関数を呼び出します。スラッシュのあるファイル名は import できず、起動のたびに失敗します。",
            fix: "モジュールと関数をドットでつないで書いてください。",
        }
        ko {
            say: "\"{path}\"은(는) 함수를 가리키는 점 구분 경로가 아닙니다",
            help: "모듈과 함수를 쓰십시오: `handler: \"app.jobs.run\";`",
            what: "핸들러가 Python이 import하는 형식이 아닙니다.",
            why: "Lambda는 마지막 점에서 나누어 모듈을 import하고 함수를 부릅니다. 슬래시가 있는 파일 이름은 import할 수 없어 시작할 때마다 실패합니다.",
            fix: "모듈과 함수를 점으로 이어 쓰십시오.",
        }
        example: "stage dev { lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error long_handler(length, limit) {
        en {
            say: "the handler has {length} characters, and Lambda takes {limit}",
            help: "write a function in a module with a shorter path that calls this one",
            what: "The dotted path is longer than Lambda's limit.",
            why: "Lambda refuses a function with such a handler when the stack is made.",
            fix: "Import the function into a module with a shorter path and name that one.",
        }
        ja {
            say: "ハンドラーが {length} 文字ですが、Lambda の上限は {limit} 文字です",
            help: "パスの短いモジュールに、この関数を呼び出す関数を書いてください",
            what: "ドット区切りのパスが Lambda の上限より長くなっています。",
            why: "スタックの作成時に Lambda がこのハンドラーの関数を拒否します。",
            fix: "パスの短いモジュールでこの関数を import し、そちらを指定してください。",
        }
        ko {
            say: "핸들러가 {length}자인데 Lambda의 한도는 {limit}자입니다",
            help: "경로가 짧은 모듈에 이 함수를 부르는 함수를 쓰십시오",
            what: "점 구분 경로가 Lambda의 한도보다 깁니다.",
            why: "스택을 만들 때 Lambda가 이런 핸들러의 함수를 거부합니다.",
            fix: "경로가 짧은 모듈에서 이 함수를 import하고 그쪽을 지정하십시오.",
        }
        example: "stage dev { lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error http_timeout(timeout, limit) {
        en {
            say: "the site's `timeout` is {timeout}, and the HTTP API before it waits {limit} at most",
            help: "write `timeout: {limit};`, and put longer work into `lambda worker {{ … }}` or a management command",
            what: "The site may take longer for a request than the API before it waits.",
            why: "API Gateway ends the request with status 503 at its own limit, while the function goes on working and costing for nobody.",
            fix: "Write a timeout within the limit, and do longer work in a named function, a schedule or a management command.",
        }
        ja {
            say: "サイトの `timeout` が {timeout} ですが、手前の HTTP API が待つのは最大 {limit} です",
            help: "`timeout: {limit};` と書き、長い処理は `lambda worker {{ … }}` か管理コマンドで行ってください",
            what: "サイトの処理時間の上限が、手前の API の待ち時間より長くなっています。",
            why: "API Gateway は自身の上限でステータス 503 を返しますが、関数は誰も待っていない処理を続け、料金がかかります。",
            fix: "上限以内のタイムアウトを書き、長い処理は名前付きの関数、スケジュール、管理コマンドで行ってください。",
        }
        ko {
            say: "사이트의 `timeout`이 {timeout}인데 앞의 HTTP API는 최대 {limit}만 기다립니다",
            help: "`timeout: {limit};`라고 쓰고 긴 작업은 `lambda worker {{ … }}`나 관리 명령으로 하십시오",
            what: "사이트의 처리 시간 한도가 앞의 API가 기다리는 시간보다 깁니다.",
            why: "API Gateway는 자체 한도에서 상태 503을 돌려주지만 함수는 아무도 기다리지 않는 일을 계속하며 요금이 듭니다.",
            fix: "한도 안의 시간을 쓰고 긴 작업은 이름 있는 함수, 일정, 관리 명령으로 하십시오.",
        }
        example: "stage dev { lambda { timeout: 30s; } lambda worker { handler: \"app.jobs.run\"; timeout: 15m; } }"
    }

    error unknown_python(version, known, good) {
        en {
            say: "Lambda has no runtime for Python \"{version}\"",
            help: "write one of {known}: `python: \"{good}\";`",
            what: "The version is not one that Lambda runs.",
            why: "A function's runtime is one of a fixed set, named by major and minor version.",
            fix: "Write one of the versions that the message lists, or delete the line: the project's own requirement then decides.",
        }
        ja {
            say: "Lambda に Python \"{version}\" のランタイムはありません",
            help: "{known} のいずれかを書いてください: `python: \"{good}\";`",
            what: "Lambda が実行できるバージョンではありません。",
            why: "関数のランタイムは決まった種類の中から、メジャーとマイナーのバージョンで選びます。",
            fix: "メッセージにあるバージョンを書くか、行を削除してください。削除するとプロジェクト自身の要件で決まります。",
        }
        ko {
            say: "Lambda에는 Python \"{version}\"의 런타임이 없습니다",
            help: "{known} 중 하나를 쓰십시오: `python: \"{good}\";`",
            what: "Lambda가 실행하는 버전이 아닙니다.",
            why: "함수의 런타임은 정해진 것 중 하나이며 주 버전과 부 버전으로 부릅니다.",
            fix: "메시지의 버전 중 하나를 쓰거나 줄을 지우십시오. 지우면 프로젝트의 요구 사항이 정합니다.",
        }
        example: "stage dev { lambda { python: \"3.13\"; } }"
    }

    warning deprecated_python(version, deprecated, blocked, good) {
        en {
            say: "Lambda deprecates Python {version} on {deprecated}, and makes no function with it from {blocked}",
            help: "write `python: \"{good}\";`",
            what: "The version is near or past the end of its support by Lambda.",
            why: "After the first date the runtime gets no security fixes; after the second no new function can be made with it, and soon after none can be changed, so deploys fail.",
            fix: "Try the project under a newer Python, and write that version.",
        }
        ja {
            say: "Lambda の Python {version} は {deprecated} に非推奨となり、{blocked} からは関数を作成できません",
            help: "`python: \"{good}\";` と書いてください",
            what: "Lambda によるこのバージョンのサポート終了が近いか、すでに過ぎています。",
            why: "最初の日付以降はセキュリティ修正が提供されません。2 つ目の日付以降は関数を作成できず、まもなく更新もできなくなり、デプロイが失敗します。",
            fix: "新しい Python でプロジェクトを確認し、そのバージョンを書いてください。",
        }
        ko {
            say: "Lambda의 Python {version}은(는) {deprecated}에 지원이 중단되고 {blocked}부터는 함수를 만들 수 없습니다",
            help: "`python: \"{good}\";`라고 쓰십시오",
            what: "Lambda의 이 버전 지원 종료가 가깝거나 이미 지났습니다.",
            why: "첫 날짜 뒤에는 보안 수정이 없습니다. 둘째 날짜 뒤에는 함수를 만들 수 없고 곧 변경도 할 수 없어 배포가 실패합니다.",
            fix: "새 Python에서 프로젝트를 확인하고 그 버전을 쓰십시오.",
        }
        example: "stage dev { lambda { python: \"3.13\"; } }"
    }

    error python_of_site() {
        en {
            say: "a named function runs the site's code, under the site's Python version",
            help: "write it in `lambda {{ python: …; }}`",
            what: "`python` is set on a named function.",
            why: "All functions of a stage share one artifact, whose packages are built for one Python version.",
            fix: "Write the version in the block of the site, `lambda` without a name.",
        }
        ja {
            say: "名前付きの関数は、サイトのコードをサイトの Python バージョンで実行します",
            help: "`lambda {{ python: …; }}` に書いてください",
            what: "名前付きの関数に `python` が書かれています。",
            why: "ステージのすべての関数は 1 つのアーティファクトを共有し、パッケージは 1 つの Python バージョン用に作られます。",
            fix: "サイト（名前のない `lambda`）のブロックにバージョンを書いてください。",
        }
        ko {
            say: "이름 있는 함수는 사이트의 코드를 사이트의 Python 버전으로 실행합니다",
            help: "`lambda {{ python: …; }}`에 쓰십시오",
            what: "이름 있는 함수에 `python`이 쓰여 있습니다.",
            why: "스테이지의 모든 함수는 아티팩트 하나를 함께 쓰며 패키지는 한 Python 버전용으로 만들어집니다.",
            fix: "사이트(이름 없는 `lambda`)의 블록에 버전을 쓰십시오.",
        }
        example: "stage dev { lambda { python: \"3.13\"; } lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error arch_of_site() {
        en {
            say: "a named function runs the site's code, on the site's processor",
            help: "write it in `lambda {{ arch: …; }}`",
            what: "`arch` is set on a named function.",
            why: "All functions of a stage share one artifact, whose compiled packages are of one processor.",
            fix: "Write the processor in the block of the site, `lambda` without a name.",
        }
        ja {
            say: "名前付きの関数は、サイトのコードをサイトのプロセッサで実行します",
            help: "`lambda {{ arch: …; }}` に書いてください",
            what: "名前付きの関数に `arch` が書かれています。",
            why: "ステージのすべての関数は 1 つのアーティファクトを共有し、コンパイル済みパッケージは 1 種類のプロセッサ用です。",
            fix: "サイト（名前のない `lambda`）のブロックにプロセッサを書いてください。",
        }
        ko {
            say: "이름 있는 함수는 사이트의 코드를 사이트의 프로세서에서 실행합니다",
            help: "`lambda {{ arch: …; }}`에 쓰십시오",
            what: "이름 있는 함수에 `arch`가 쓰여 있습니다.",
            why: "스테이지의 모든 함수는 아티팩트 하나를 함께 쓰며 컴파일된 패키지는 한 프로세서용입니다.",
            fix: "사이트(이름 없는 `lambda`)의 블록에 프로세서를 쓰십시오.",
        }
        example: "stage dev { lambda { arch: arm64; } lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error log_retention(days, near) {
        en {
            say: "CloudWatch cannot keep a log for {days}",
            help: "write `log_retention: {near}d;`",
            what: "The number of days is not one that CloudWatch Logs knows.",
            why: "CloudWatch Logs keeps logs for days out of a fixed list, from 1 to 3653; any other number fails when the log group is made.",
            fix: "Write the nearest number that the help names.",
        }
        ja {
            say: "CloudWatch はログを {days} 間保持できません",
            help: "`log_retention: {near}d;` と書いてください",
            what: "CloudWatch Logs で選べる日数ではありません。",
            why: "CloudWatch Logs の保持日数は 1 から 3653 までの決まった値から選びます。それ以外ではロググループの作成に失敗します。",
            fix: "ヘルプにある最も近い日数を書いてください。",
        }
        ko {
            say: "CloudWatch는 로그를 {days} 동안 보관할 수 없습니다",
            help: "`log_retention: {near}d;`라고 쓰십시오",
            what: "CloudWatch Logs에서 고를 수 있는 일수가 아닙니다.",
            why: "CloudWatch Logs의 보관 일수는 1부터 3653까지 정해진 값 중 하나입니다. 다른 수이면 로그 그룹을 만들 때 실패합니다.",
            fix: "도움말의 가장 가까운 일수를 쓰십시오.",
        }
        example: "stage dev { lambda { log_retention: 90d; } }"
    }

    error snap_start_files() {
        en {
            say: "SnapStart does not work with a file system (EFS), and this stage has one",
            help: "delete `snap_start;` or the cache",
            what: "`snap_start` is on for a function that has a file system.",
            why: "A snapshot cannot hold an open file system, and Lambda refuses the combination when the function is made.",
            fix: "Delete one of them. A function without the file system may keep it: `outside_vpc;` on a named one.",
        }
        ja {
            say: "SnapStart はファイルシステム（EFS）と併用できませんが、このステージにはあります",
            help: "`snap_start;` かキャッシュを削除してください",
            what: "ファイルシステムを持つ関数で `snap_start` が有効になっています。",
            why: "スナップショットは開いているファイルシステムを保持できず、関数の作成時に Lambda がこの組み合わせを拒否します。",
            fix: "どちらかを削除してください。名前付きの関数なら `outside_vpc;` でファイルシステムから外せます。",
        }
        ko {
            say: "SnapStart는 파일 시스템(EFS)과 함께 쓸 수 없는데 이 스테이지에는 있습니다",
            help: "`snap_start;`나 캐시를 지우십시오",
            what: "파일 시스템이 있는 함수에서 `snap_start`가 켜져 있습니다.",
            why: "스냅샷은 열린 파일 시스템을 담을 수 없으며 함수를 만들 때 Lambda가 이 조합을 거부합니다.",
            fix: "하나를 지우십시오. 이름 있는 함수라면 `outside_vpc;`로 파일 시스템에서 뺄 수 있습니다.",
        }
        example: "stage dev { lambda { snap_start; python: \"3.13\"; } }"
    }

    error snap_start_tmp(tmp, most) {
        en {
            say: "SnapStart takes a `/tmp` of {most} at most, and this one has {tmp}",
            help: "delete `snap_start;` or `tmp`",
            what: "`snap_start` is on for a function with a larger `/tmp`.",
            why: "The snapshot holds the function's disk, and Lambda limits it to the smallest size.",
            fix: "Delete one of the two lines.",
        }
        ja {
            say: "SnapStart で使える `/tmp` は最大 {most} ですが、ここでは {tmp} です",
            help: "`snap_start;` か `tmp` を削除してください",
            what: "大きな `/tmp` を持つ関数で `snap_start` が有効になっています。",
            why: "スナップショットには関数のディスクも含まれ、Lambda は最小サイズに制限しています。",
            fix: "どちらかの行を削除してください。",
        }
        ko {
            say: "SnapStart의 `/tmp`는 최대 {most}인데 여기서는 {tmp}입니다",
            help: "`snap_start;`나 `tmp`를 지우십시오",
            what: "더 큰 `/tmp`를 가진 함수에서 `snap_start`가 켜져 있습니다.",
            why: "스냅샷에는 함수의 디스크도 들어가며 Lambda는 이를 최소 크기로 제한합니다.",
            fix: "두 줄 중 하나를 지우십시오.",
        }
        example: "stage dev { lambda { snap_start; python: \"3.13\"; } }"
    }

    error snap_start_image() {
        en {
            say: "SnapStart does not start a function of an image",
            help: "delete `snap_start;`, or write `package: zip;`",
            what: "`snap_start` is on in a stage with `package: image`.",
            why: "Lambda takes snapshots of functions that are zip files alone, and refuses the stack.",
            fix: "Delete one of the two lines.",
        }
        ja {
            say: "SnapStart はイメージの関数を起動できません",
            help: "`snap_start;` を削除するか、`package: zip;` と書いてください",
            what: "`package: image` のステージで `snap_start` が有効になっています。",
            why: "Lambda がスナップショットを取れるのは zip ファイルの関数だけで、スタックは拒否されます。",
            fix: "どちらかの行を削除してください。",
        }
        ko {
            say: "SnapStart는 이미지 함수를 시작하지 못합니다",
            help: "`snap_start;`를 지우거나 `package: zip;`이라고 쓰십시오",
            what: "`package: image`인 스테이지에서 `snap_start`가 켜져 있습니다.",
            why: "Lambda는 zip 파일 함수만 스냅샷으로 만들며 스택을 거부합니다.",
            fix: "두 줄 중 하나를 지우십시오.",
        }
        example: "stage dev { lambda { package: image; memory: 1769mb; } }"
    }

    error form_of_site(field) {
        en {
            say: "a named function runs the site's code, packed as the site's",
            help: "write it in `lambda {{ {field}: …; }}`",
            what: "`package` or `dockerfile` is set on a named function.",
            why: "All functions of a stage share one artifact: either a zip file and its layer, or one image.",
            fix: "Write the line in the block of the site, `lambda` without a name.",
        }
        ja {
            say: "名前付きの関数は、サイトのコードをサイトと同じ形で実行します",
            help: "`lambda {{ {field}: …; }}` に書いてください",
            what: "名前付きの関数に `package` か `dockerfile` が書かれています。",
            why: "ステージのすべての関数は 1 つのアーティファクト（zip ファイルとそのレイヤー、または 1 つのイメージ）を共有します。",
            fix: "サイト（名前のない `lambda`）のブロックに書いてください。",
        }
        ko {
            say: "이름 있는 함수는 사이트의 코드를 사이트와 같은 형식으로 실행합니다",
            help: "`lambda {{ {field}: …; }}`에 쓰십시오",
            what: "이름 있는 함수에 `package`나 `dockerfile`이 쓰여 있습니다.",
            why: "스테이지의 모든 함수는 아티팩트 하나(zip 파일과 계층, 또는 이미지 하나)를 함께 씁니다.",
            fix: "사이트(이름 없는 `lambda`)의 블록에 쓰십시오.",
        }
        example: "stage dev { lambda { package: image; } lambda worker { handler: \"app.jobs.run\"; } }"
    }

    error dockerfile_of_zip() {
        en {
            say: "a zip file has nothing below it that a Dockerfile could build",
            help: "write `package: image;` beside it",
            what: "`dockerfile` is set in a stage whose code is a zip file.",
            why: "A Dockerfile builds what lies below the code in an image. A function of a zip file runs on Lambda's own Python, whatever the Dockerfile says.",
            fix: "Write `package: image;`, or delete the line.",
        }
        ja {
            say: "zip ファイルの下には、Dockerfile で作れるものがありません",
            help: "並べて `package: image;` と書いてください",
            what: "コードが zip ファイルのステージに `dockerfile` が書かれています。",
            why: "Dockerfile は、イメージの中でコードの下にあるものを作ります。zip ファイルの関数は、Dockerfile の内容に関係なく Lambda の Python で動きます。",
            fix: "`package: image;` と書くか、この行を削除してください。",
        }
        ko {
            say: "zip 파일 아래에는 Dockerfile로 만들 것이 없습니다",
            help: "나란히 `package: image;`라고 쓰십시오",
            what: "코드가 zip 파일인 스테이지에 `dockerfile`이 쓰여 있습니다.",
            why: "Dockerfile은 이미지에서 코드 아래에 놓이는 것을 만듭니다. zip 파일 함수는 Dockerfile과 관계없이 Lambda의 Python에서 실행됩니다.",
            fix: "`package: image;`라고 쓰거나 이 줄을 지우십시오.",
        }
        example: "stage dev { lambda { package: image; } }"
    }

    error dockerfile_path(path) {
        en {
            say: "`\"{path}\"` is not the path of a file beside this one",
            help: "write a path relative to the folder of this file, with `/` between its parts: `dockerfile: \"Dockerfile\";`",
            what: "The path is empty, begins at the root of the file system, or has `\\` between its parts.",
            why: "The same program is built on other machines and in CI, where the project lies in another folder.",
            fix: "Write the path relative to the folder of the program's file, with `/` on every system; `..` leads upward.",
        }
        ja {
            say: "`\"{path}\"` は、このファイルからの相対パスではありません",
            help: "このファイルのフォルダーからの相対パスを `/` で区切って書いてください: `dockerfile: \"Dockerfile\";`",
            what: "パスが空か、ファイルシステムのルートから始まっているか、`\\` で区切られています。",
            why: "同じプログラムは別のマシンや CI でもビルドされ、そこではプロジェクトが別のフォルダーにあります。",
            fix: "プログラムのファイルがあるフォルダーからの相対パスを、どの OS でも `/` で区切って書いてください。`..` で上へ進めます。",
        }
        ko {
            say: "`\"{path}\"`은(는) 이 파일에서 본 상대 경로가 아닙니다",
            help: "이 파일의 폴더에서 본 상대 경로를 `/`로 나누어 쓰십시오: `dockerfile: \"Dockerfile\";`",
            what: "경로가 비었거나 파일 시스템의 루트에서 시작하거나 `\\`로 나뉘어 있습니다.",
            why: "같은 프로그램은 다른 컴퓨터와 CI에서도 빌드되며, 그곳에서는 프로젝트가 다른 폴더에 있습니다.",
            fix: "프로그램 파일의 폴더부터의 상대 경로를 어느 시스템에서나 `/`로 나누어 쓰십시오. `..`로 위로 갑니다.",
        }
        example: "stage dev { lambda { package: image; } }"
    }

    error snap_start_python(version) {
        en {
            say: "SnapStart needs Python 3.12 or later, and this is {version}",
            help: "write `python: \"3.12\";`",
            what: "`snap_start` is on for a Python that Lambda cannot take snapshots of.",
            why: "Lambda has SnapStart for its Python runtimes from 3.12.",
            fix: "Write a newer version, or delete `snap_start;`.",
        }
        ja {
            say: "SnapStart には Python 3.12 以降が必要ですが、ここでは {version} です",
            help: "`python: \"3.12\";` と書いてください",
            what: "スナップショットを作れないバージョンの Python で `snap_start` が有効になっています。",
            why: "Lambda の SnapStart が対応する Python ランタイムは 3.12 以降です。",
            fix: "新しいバージョンを書くか、`snap_start;` を削除してください。",
        }
        ko {
            say: "SnapStart에는 Python 3.12 이상이 필요한데 여기서는 {version}입니다",
            help: "`python: \"3.12\";`라고 쓰십시오",
            what: "스냅샷을 만들 수 없는 Python에서 `snap_start`가 켜져 있습니다.",
            why: "Lambda의 SnapStart는 Python 런타임 3.12부터 됩니다.",
            fix: "새 버전을 쓰거나 `snap_start;`를 지우십시오.",
        }
        example: "stage dev { lambda { snap_start; python: \"3.12\"; } }"
    }

    error no_concurrency() {
        en {
            say: "`reserved_concurrency` is 0, so the site answers nothing",
            help: "write `reserved_concurrency: 10;`, or delete the line",
            what: "The site may run no function at all.",
            why: "Zero throttles every request, the first one of a deploy too, so the release would never be switched to.",
            fix: "Write how many requests may be served at once, or delete the line: then the account's limit is the site's.",
        }
        ja {
            say: "`reserved_concurrency` が 0 なので、サイトは何も応答しません",
            help: "`reserved_concurrency: 10;` と書くか、行を削除してください",
            what: "サイトの関数が 1 つも実行できません。",
            why: "0 ではすべてのリクエストがスロットリングされます。デプロイの最初のリクエストも失敗し、新しいリリースに切り替わりません。",
            fix: "同時に処理するリクエストの数を書くか、行を削除してください。削除するとアカウントの上限が適用されます。",
        }
        ko {
            say: "`reserved_concurrency`가 0이어서 사이트가 아무것도 응답하지 않습니다",
            help: "`reserved_concurrency: 10;`라고 쓰거나 줄을 지우십시오",
            what: "사이트의 함수가 하나도 실행될 수 없습니다.",
            why: "0이면 모든 요청이 제한됩니다. 배포의 첫 요청도 실패하여 릴리스로 전환되지 않습니다.",
            fix: "동시에 처리할 요청 수를 쓰거나 줄을 지우십시오. 지우면 계정의 한도가 적용됩니다.",
        }
        example: "stage dev { lambda { reserved_concurrency: 20; } }"
    }

    warning switched_off(name) {
        en {
            say: "`reserved_concurrency` of `{name}` is 0, so the function never runs",
            help: "delete the line to switch it on",
            what: "The function may not run.",
            why: "Zero throttles each of its calls. That is Lambda's way to switch a function off; what a schedule starts then fails until it is on again.",
            fix: "Delete the line, or write how many may run at once. If it is meant to be off, leave it.",
        }
        ja {
            say: "`{name}` の `reserved_concurrency` が 0 なので、この関数は実行されません",
            help: "有効にするには行を削除してください",
            what: "この関数は実行できません。",
            why: "0 ではすべての呼び出しがスロットリングされます。関数を止めるための Lambda の方法ですが、スケジュールからの起動も失敗し続けます。",
            fix: "行を削除するか、同時実行数を書いてください。意図して止めているなら、そのままで構いません。",
        }
        ko {
            say: "`{name}`의 `reserved_concurrency`가 0이어서 함수가 실행되지 않습니다",
            help: "켜려면 줄을 지우십시오",
            what: "이 함수는 실행될 수 없습니다.",
            why: "0이면 모든 호출이 제한됩니다. 함수를 끄는 Lambda의 방법이지만 일정이 시작하는 것도 계속 실패합니다.",
            fix: "줄을 지우거나 동시 실행 수를 쓰십시오. 일부러 끈 것이라면 그대로 두십시오.",
        }
        example: "stage dev { lambda worker { handler: \"app.jobs.run\"; reserved_concurrency: 2; } }"
    }

    warning over_account(total, most) {
        en {
            say: "the functions of the stage reserve {total}, and an account may reserve {most} unless AWS has raised its limit",
            help: "lower it, or have the quota \"Concurrent executions\" of Lambda raised first",
            what: "More concurrency is reserved than an account has by default.",
            why: "An account runs 1,000 functions at once, and 100 of them must stay unreserved. New accounts have less. Over it the stack fails.",
            fix: "Write less, or ask AWS for more in the console of Service Quotas.",
        }
        ja {
            say: "ステージの関数が {total} を予約していますが、AWS が上限を引き上げていなければ予約できるのは {most} までです",
            help: "値を下げるか、先に Lambda のクォータ「Concurrent executions」を引き上げてもらってください",
            what: "アカウントの既定値より多くの同時実行が予約されています。",
            why: "アカウントの同時実行は 1,000 で、そのうち 100 は予約されずに残る必要があります。新しいアカウントではさらに少なくなります。超えるとスタックが失敗します。",
            fix: "値を下げるか、Service Quotas のコンソールで引き上げを申請してください。",
        }
        ko {
            say: "스테이지의 함수가 {total}을(를) 예약하는데 AWS가 한도를 올리지 않았다면 계정이 예약할 수 있는 것은 {most}까지입니다",
            help: "값을 낮추거나 먼저 Lambda의 할당량 \"Concurrent executions\"를 올리십시오",
            what: "계정의 기본값보다 많은 동시 실행이 예약되어 있습니다.",
            why: "계정의 동시 실행은 1,000이며 그중 100은 예약되지 않고 남아야 합니다. 새 계정은 더 적습니다. 넘으면 스택이 실패합니다.",
            fix: "값을 낮추거나 Service Quotas 콘솔에서 늘려 달라고 요청하십시오.",
        }
        example: "stage dev { lambda { reserved_concurrency: 100; } }"
    }

    error environment_size(size, most) {
        en {
            say: "the environment variables have {size} bytes together, and Lambda takes {most}; this one is the longest",
            help: "write it as `settings {{ … }}`, or into a file of the project",
            what: "Names and values of all variables, with what pocket adds, are more than a function's configuration holds.",
            why: "Lambda counts the variables of a function together, as JSON, and refuses more than 4 KB.",
            fix: "Put long values into `settings`, a secret or a file of the project; what Django reads does not have to be a variable.",
        }
        ja {
            say: "環境変数の合計が {size} バイトですが、Lambda の上限は {most} バイトです。最も長いのはこの変数です",
            help: "`settings {{ … }}` に書くか、プロジェクトのファイルに置いてください",
            what: "pocket が加える分も含めた、すべての環境変数の名前と値が関数の設定に収まりません。",
            why: "Lambda は関数の環境変数を JSON として合計し、4 KB を超えると拒否します。",
            fix: "長い値は `settings`、シークレット、プロジェクトのファイルに移してください。Django が読む値は環境変数である必要はありません。",
        }
        ko {
            say: "환경 변수가 모두 {size}바이트인데 Lambda의 한도는 {most}바이트입니다. 가장 긴 것은 이 변수입니다",
            help: "`settings {{ … }}`에 쓰거나 프로젝트의 파일에 두십시오",
            what: "pocket이 더하는 것을 포함한 모든 변수의 이름과 값이 함수의 설정에 들어가지 않습니다.",
            why: "Lambda는 함수의 변수를 JSON으로 합쳐 세며 4 KB를 넘으면 거부합니다.",
            fix: "긴 값은 `settings`, 시크릿, 프로젝트의 파일로 옮기십시오. Django가 읽는 값이 꼭 변수일 필요는 없습니다.",
        }
        example: "stage dev { env LOG_LEVEL: \"INFO\"; settings { HELP_TEXT: \"long text\"; } }"
    }

    error policy_size(size, most, secrets) {
        en {
            say: "the functions' role would have a policy of {size} characters, and IAM takes {most}; the stage has {secrets} secrets",
            help: "keep several values in one secret, as JSON that the project reads",
            what: "The rights of the stage's functions are more than one role holds.",
            why: "Each secret and bucket is named in the policy of the functions' role, so that they may read these and no others. IAM limits the policies of a role together.",
            fix: "Put values that belong together into one secret.",
        }
        ja {
            say: "関数のロールのポリシーが {size} 文字になりますが、IAM の上限は {most} 文字です。ステージのシークレットは {secrets} 個です",
            help: "複数の値を 1 つのシークレットに JSON でまとめ、プロジェクトで読んでください",
            what: "ステージの関数の権限が、1 つのロールに収まりません。",
            why: "関数のロールのポリシーには、読んでよいシークレットとバケットが 1 つずつ書かれます。IAM にはロールのポリシー全体の上限があります。",
            fix: "関連する値を 1 つのシークレットにまとめてください。",
        }
        ko {
            say: "함수 역할의 정책이 {size}자가 되는데 IAM의 한도는 {most}자입니다. 스테이지의 시크릿은 {secrets}개입니다",
            help: "여러 값을 시크릿 하나에 JSON으로 모으고 프로젝트에서 읽으십시오",
            what: "스테이지 함수의 권한이 역할 하나에 들어가지 않습니다.",
            why: "함수 역할의 정책에는 읽어도 되는 시크릿과 버킷이 하나씩 쓰입니다. IAM에는 역할의 정책 전체에 대한 한도가 있습니다.",
            fix: "함께 쓰는 값을 시크릿 하나로 모으십시오.",
        }
        example: "stage dev { secret SHOP_KEYS; }"
    }

    warning outside_nothing() {
        en {
            say: "`outside_vpc` has no effect: the stage has no VPC",
            help: "delete it",
            what: "The function is told to stay out of something that is not there.",
            why: "Without a `vpc`, or an item that brings one, all functions are outside.",
            fix: "Delete the line, or declare the `vpc` that is missing.",
        }
        ja {
            say: "ステージに VPC がないので、`outside_vpc` は効果がありません",
            help: "削除してください",
            what: "存在しない VPC の外に置く指定になっています。",
            why: "`vpc` も VPC を必要とする項目もなければ、すべての関数は VPC の外にあります。",
            fix: "行を削除するか、足りない `vpc` を宣言してください。",
        }
        ko {
            say: "스테이지에 VPC가 없어 `outside_vpc`는 효과가 없습니다",
            help: "지우십시오",
            what: "없는 VPC의 바깥에 두라는 지정입니다.",
            why: "`vpc`도 VPC를 필요로 하는 항목도 없으면 모든 함수는 바깥에 있습니다.",
            fix: "줄을 지우거나 빠진 `vpc`를 선언하십시오.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\"]; } lambda { outside_vpc; } }"
    }

    error outside_cache() {
        en {
            say: "the site is outside of the VPC, where it cannot reach the cache's file system",
            help: "delete `outside_vpc;` or the cache",
            what: "The site stays out of the VPC, and its cache is a file system inside of it.",
            why: "EFS is reached through mount targets in the VPC's subnets alone. Django would find no folder for its cache.",
            fix: "Delete one of the two.",
        }
        ja {
            say: "サイトが VPC の外にあるので、キャッシュのファイルシステムに接続できません",
            help: "`outside_vpc;` かキャッシュを削除してください",
            what: "サイトは VPC の外にあり、キャッシュは VPC の中のファイルシステムです。",
            why: "EFS には VPC のサブネットにあるマウントターゲットからしか接続できません。Django はキャッシュのフォルダーを見つけられません。",
            fix: "どちらかを削除してください。",
        }
        ko {
            say: "사이트가 VPC 바깥에 있어 캐시의 파일 시스템에 닿을 수 없습니다",
            help: "`outside_vpc;`나 캐시를 지우십시오",
            what: "사이트는 VPC 바깥에 있고 캐시는 그 안의 파일 시스템입니다.",
            why: "EFS에는 VPC 서브넷의 탑재 대상을 통해서만 닿습니다. Django는 캐시 폴더를 찾지 못합니다.",
            fix: "둘 중 하나를 지우십시오.",
        }
        example: "stage dev { efs_cache; lambda { memory: 1024mb; } }"
    }

    error own_name(name, role) {
        en {
            say: "`{name}` is the name of one of the site's own functions",
            help: "name it otherwise: `lambda my_{role}`",
            what: "A named function has the name of a function that pocket makes.",
            why: "`web` answers HTTP and `manage` runs management commands in every stage. A second function of that name cannot exist.",
            fix: "Choose another name.",
        }
        ja {
            say: "`{name}` はサイト自身の関数の名前です",
            help: "別の名前にしてください: `lambda my_{role}`",
            what: "名前付きの関数が、pocket の作る関数と同じ名前です。",
            why: "どのステージにも、HTTP に応答する `web` と管理コマンドを実行する `manage` があります。同じ名前の関数は作れません。",
            fix: "別の名前を選んでください。",
        }
        ko {
            say: "`{name}`은(는) 사이트 자체 함수의 이름입니다",
            help: "다른 이름을 쓰십시오: `lambda my_{role}`",
            what: "이름 있는 함수가 pocket이 만드는 함수와 이름이 같습니다.",
            why: "모든 스테이지에는 HTTP에 응답하는 `web`과 관리 명령을 실행하는 `manage`가 있습니다. 같은 이름의 함수는 만들 수 없습니다.",
            fix: "다른 이름을 고르십시오.",
        }
        example: "stage dev { lambda jobs { handler: \"app.jobs.run\"; } }"
    }

    error bad_name(name, better) {
        en {
            say: "\"{name}\" cannot name a function: it takes a letter, then letters, digits, hyphens and `_`",
            help: "write `lambda \"{better}\"`",
            what: "The name of the function has a character that AWS refuses.",
            why: "The name is a part of the function's name in Lambda and of its logical id in CloudFormation. Both take few characters, and a logical id begins with a letter.",
            fix: "Write letters, digits and hyphens, a letter first.",
        }
        ja {
            say: "\"{name}\" は関数の名前にできません。先頭は英字、続きは英字・数字・ハイフン・`_` です",
            help: "`lambda \"{better}\"` と書いてください",
            what: "関数の名前に AWS が受け付けない文字が含まれています。",
            why: "この名前は Lambda での名前と CloudFormation の論理 ID の一部になります。どちらも使える文字が限られ、論理 ID は英字で始まります。",
            fix: "英字・数字・ハイフンで、英字から始まる名前を書いてください。",
        }
        ko {
            say: "\"{name}\"은(는) 함수 이름이 될 수 없습니다. 문자로 시작하고 문자, 숫자, 하이픈, `_`만 쓸 수 있습니다",
            help: "`lambda \"{better}\"`라고 쓰십시오",
            what: "함수 이름에 AWS가 거부하는 문자가 있습니다.",
            why: "이 이름은 Lambda의 이름과 CloudFormation 논리 ID의 일부가 됩니다. 둘 다 쓸 수 있는 문자가 제한되며 논리 ID는 문자로 시작합니다.",
            fix: "문자로 시작하여 문자, 숫자, 하이픈으로 된 이름을 쓰십시오.",
        }
        example: "stage dev { lambda \"send-mail\" { handler: \"app.mail.send\"; } }"
    }
}
