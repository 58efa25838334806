//! What the rules on `release` say.

use crate::messages::{messages, phrases};

phrases! {
    a_status() {
        en: "an HTTP status such as `200`, or a list of them",
        ja: "`200` のような HTTP ステータス、またはそのリスト",
        ko: "`200` 같은 HTTP 상태 코드 또는 그 목록"
    }
}

messages! { "release";
    error bad_path(path, better) {
        en {
            say: "`\"{path}\"` is not a path of the site",
            help: "write `path: \"{better}\";`",
            what: "The page for the smoke test is not written as a path: it must begin with one `/`, and may have a query. Host, fragment, spaces and letters beyond ASCII cannot stand in it.",
            why: "The smoke test asks the new code itself, before it has an address. So there is no host to name, and the path is sent as a browser would send it: percent-encoded.",
            fix: "Write the path alone, such as `\"/healthz/\"`, and encode what is not ASCII: `\"/caf%C3%A9/\"`.",
        }
        ja {
            say: "`\"{path}\"` はサイトのパスではありません",
            help: "`path: \"{better}\";` と書いてください",
            what: "動作確認のページがパスとして書かれていません。パスは 1 つの `/` で始まり、クエリを付けられます。ホスト名、フラグメント、空白、ASCII 以外の文字は書けません。",
            why: "動作確認は、まだ公開アドレスのない新しいコードに直接リクエストを送ります。そのためホスト名はなく、パスはブラウザーが送る形（パーセントエンコード済み）で書きます。",
            fix: "`\"/healthz/\"` のようにパスだけを書いてください。ASCII 以外の文字はエンコードします: `\"/caf%C3%A9/\"`。",
        }
        ko {
            say: "`\"{path}\"`은(는) 사이트의 경로가 아닙니다",
            help: "`path: \"{better}\";`라고 쓰십시오",
            what: "동작 확인 페이지가 경로로 쓰여 있지 않습니다. 경로는 `/` 하나로 시작하며 쿼리를 붙일 수 있습니다. 호스트, 프래그먼트, 공백, ASCII가 아닌 글자는 쓸 수 없습니다.",
            why: "동작 확인은 아직 공개 주소가 없는 새 코드에 직접 요청을 보냅니다. 그래서 호스트가 없고, 경로는 브라우저가 보내는 형태(퍼센트 인코딩)로 씁니다.",
            fix: "`\"/healthz/\"`처럼 경로만 쓰십시오. ASCII가 아닌 글자는 인코딩합니다: `\"/caf%C3%A9/\"`.",
        }
        example: "stage dev { release { path: \"/healthz/\"; } }"
    }

    error no_status(status) {
        en {
            say: "{status} is not the status of an HTTP response",
            help: "write `expect: 200;`",
            what: "A number that the smoke test waits for is not between 200 and 599.",
            why: "HTTP has no final status outside of that range (RFC 9110, \"Status Codes\"), so no release could ever pass.",
            fix: "Write the status that the page answers with: `expect: 200;`, or several: `expect: [200, 302];`.",
        }
        ja {
            say: "{status} は HTTP レスポンスのステータスではありません",
            help: "`expect: 200;` と書いてください",
            what: "動作確認で期待するステータスが 200 から 599 の範囲にありません。",
            why: "HTTP の最終的なステータスはこの範囲にしかないため（RFC 9110, \"Status Codes\"）、どのリリースも合格できません。",
            fix: "ページが返すステータスを書いてください: `expect: 200;`。複数なら `expect: [200, 302];` です。",
        }
        ko {
            say: "{status}은(는) HTTP 응답의 상태 코드가 아닙니다",
            help: "`expect: 200;`이라고 쓰십시오",
            what: "동작 확인에서 기대하는 상태 코드가 200부터 599까지의 범위에 없습니다.",
            why: "HTTP의 최종 상태 코드는 이 범위에만 있으므로(RFC 9110, \"Status Codes\") 어떤 릴리스도 통과할 수 없습니다.",
            fix: "페이지가 응답하는 상태 코드를 쓰십시오: `expect: 200;`. 여럿이면 `expect: [200, 302];`입니다.",
        }
        example: "stage dev { release { expect: [200, 302]; } }"
    }

    error expects_failure(status) {
        en {
            say: "the smoke test would pass a release that answers {status}",
            help: "write a status below 500: `expect: 200;`",
            what: "`expect` names a status of 500 or above.",
            why: "Such a status says that the server failed. A smoke test that takes it for success lets a broken release through to visitors.",
            fix: "Write the status of the page when all is well. A page that answers 503 on purpose, for maintenance, is not one to try a release with: name another by `path`.",
        }
        ja {
            say: "このままでは、{status} を返すリリースが動作確認に合格します",
            help: "500 未満のステータスを書いてください: `expect: 200;`",
            what: "`expect` に 500 以上のステータスが書かれています。",
            why: "500 以上はサーバー側の失敗を表します。それを合格とすると、壊れたリリースが公開されます。",
            fix: "正常なときのステータスを書いてください。メンテナンスなどでわざと 503 を返すページは動作確認に向きません。`path` で別のページを指定してください。",
        }
        ko {
            say: "이대로면 {status}(으)로 응답하는 릴리스가 동작 확인을 통과합니다",
            help: "500보다 작은 상태 코드를 쓰십시오: `expect: 200;`",
            what: "`expect`에 500 이상의 상태 코드가 쓰여 있습니다.",
            why: "500 이상은 서버가 실패했다는 뜻입니다. 이것을 통과로 보면 고장 난 릴리스가 방문자에게 공개됩니다.",
            fix: "정상일 때의 상태 코드를 쓰십시오. 점검 등으로 일부러 503을 응답하는 페이지는 동작 확인에 맞지 않습니다. `path`로 다른 페이지를 지정하십시오.",
        }
        example: "stage dev { release { path: \"/healthz/\"; expect: 200; } }"
    }
}
