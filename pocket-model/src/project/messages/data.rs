//! What is said of the settings that decide where data goes, held against what the stage has.

use crate::messages::messages;

messages! { "django";
    warning sqlite(alias, place) {
        en {
            say: "the database `{alias}` is SQLite ({place}), and this stage has none of its own: what it writes is lost",
            help: "write `neon;`",
            what: "The site would keep its data in a SQLite file, and the stage declares no database.",
            why: "The file is not sent, the function's folder cannot be written to, and no two functions share a disk. Every request that writes fails, or writes what nobody will read again.",
            fix: "Declare a database in the stage. A site that never uses its database may leave it so.",
        }
        ja {
            say: "データベース `{alias}` は SQLite ({place}) で、このステージには独自のデータベースがありません。書き込んだデータは失われます",
            help: "`neon;` と書いてください",
            what: "サイトはデータを SQLite のファイルに保存しようとしますが、ステージにデータベースが宣言されていません。",
            why: "そのファイルは送られず、関数のフォルダーには書き込めず、関数どうしはディスクを共有しません。書き込むリクエストは失敗するか、二度と読まれない場所に書きます。",
            fix: "ステージにデータベースを宣言してください。データベースをまったく使わないサイトなら、このままで構いません。",
        }
        ko {
            say: "데이터베이스 `{alias}`은(는) SQLite({place})이고 이 스테이지에는 자체 데이터베이스가 없습니다. 쓴 데이터는 사라집니다",
            help: "`neon;`이라고 쓰십시오",
            what: "사이트가 데이터를 SQLite 파일에 저장하려고 하지만 스테이지에 데이터베이스가 선언되어 있지 않습니다.",
            why: "그 파일은 보내지지 않고, 함수의 폴더에는 쓸 수 없으며, 함수끼리 디스크를 공유하지 않습니다. 쓰는 요청은 실패하거나 다시 읽히지 않을 곳에 씁니다.",
            fix: "스테이지에 데이터베이스를 선언하십시오. 데이터베이스를 전혀 쓰지 않는 사이트라면 그대로 두어도 됩니다.",
        }
        example: "stage dev { neon; }"
    }

    warning database_unreachable(alias, host, place) {
        en {
            say: "the database `{alias}` is at `{host}` ({place}), which a function cannot reach",
            help: "write `neon;`",
            what: "The settings name a database server on the same machine or in a container network, and the stage declares no database.",
            why: "A function in Lambda is alone on its machine: a name such as `localhost` or `db` leads nowhere there.",
            fix: "Declare a database in the stage, or let the settings read the address from a variable that the stage declares.",
        }
        ja {
            say: "データベース `{alias}` は `{host}` ({place}) にあり、関数から接続できません",
            help: "`neon;` と書いてください",
            what: "設定のデータベースサーバーは同じマシンかコンテナネットワークにあり、ステージにデータベースが宣言されていません。",
            why: "Lambda の関数のマシンには関数しかありません。`localhost` や `db` のような名前はどこにもつながりません。",
            fix: "ステージにデータベースを宣言するか、ステージで宣言した変数からアドレスを読むように設定してください。",
        }
        ko {
            say: "데이터베이스 `{alias}`은(는) `{host}`({place})에 있어 함수가 접속할 수 없습니다",
            help: "`neon;`이라고 쓰십시오",
            what: "설정의 데이터베이스 서버가 같은 컴퓨터나 컨테이너 네트워크에 있고, 스테이지에 데이터베이스가 선언되어 있지 않습니다.",
            why: "Lambda의 함수는 자신의 컴퓨터에 혼자 있습니다. `localhost`나 `db` 같은 이름은 어디에도 연결되지 않습니다.",
            fix: "스테이지에 데이터베이스를 선언하거나, 스테이지가 선언한 변수에서 주소를 읽도록 설정하십시오.",
        }
        example: "stage dev { neon; }"
    }

    warning other_engine(alias, engine, place) {
        en {
            say: "the database `{alias}` of the project is {engine} ({place}), and the stage's is PostgreSQL",
            help: "run the project's tests on PostgreSQL before the first deploy",
            what: "The project was written on another database than the stage gives it.",
            why: "The engine is replaced by the deploy. Migrations and queries that only the other database understands fail.",
            fix: "Nothing is to be done if the project uses Django's ORM alone.",
        }
        ja {
            say: "プロジェクトのデータベース `{alias}` は {engine} ({place}) ですが、ステージでは PostgreSQL です",
            help: "最初のデプロイの前に、PostgreSQL でプロジェクトのテストを実行してください",
            what: "プロジェクトは、ステージとは別の種類のデータベースで書かれています。",
            why: "エンジンはデプロイで置き換えられます。元のデータベースでしか使えないマイグレーションやクエリは失敗します。",
            fix: "Django の ORM だけを使っているなら、何もする必要はありません。",
        }
        ko {
            say: "프로젝트의 데이터베이스 `{alias}`은(는) {engine}({place})이지만 스테이지에서는 PostgreSQL입니다",
            help: "첫 배포 전에 PostgreSQL에서 프로젝트의 테스트를 실행하십시오",
            what: "프로젝트가 스테이지와 다른 종류의 데이터베이스로 작성되었습니다.",
            why: "엔진은 배포가 바꿉니다. 원래 데이터베이스만 이해하는 마이그레이션과 쿼리는 실패합니다.",
            fix: "Django의 ORM만 쓴다면 할 일은 없습니다.",
        }
        example: "stage dev { neon; }"
    }

    warning cache_replaced(item, backend, place) {
        en {
            say: "`{item}` takes the place of the project's own cache, which is {backend} ({place})",
            help: "take `{item};` out of the stage to keep the project's own",
            what: "Both the project and the stage say where the cache is, and the stage wins.",
            why: "The deploy sets `CACHES` from the stage. What the project uses of its own server alone, such as Redis commands, does not work on a cache of files.",
            fix: "Keep one of them.",
        }
        ja {
            say: "`{item}` が、プロジェクト自身のキャッシュ {backend} ({place}) を置き換えます",
            help: "プロジェクトのキャッシュを使うには、ステージから `{item};` を除いてください",
            what: "プロジェクトとステージの両方がキャッシュの場所を指定しており、ステージが優先されます。",
            why: "デプロイはステージに従って `CACHES` を設定します。Redis のコマンドのように元のサーバーに固有の機能は、ファイルのキャッシュでは動きません。",
            fix: "どちらか一方だけにしてください。",
        }
        ko {
            say: "`{item}`이(가) 프로젝트 자신의 캐시 {backend}({place})를 대신합니다",
            help: "프로젝트의 캐시를 쓰려면 스테이지에서 `{item};`을 빼십시오",
            what: "프로젝트와 스테이지가 모두 캐시의 위치를 말하며 스테이지가 우선합니다.",
            why: "배포는 스테이지에 따라 `CACHES`를 설정합니다. Redis 명령처럼 원래 서버에만 있는 기능은 파일 캐시에서 동작하지 않습니다.",
            fix: "하나만 남기십시오.",
        }
        example: "stage dev { efs_cache; }"
    }

    warning cache_unreachable(alias, host, place) {
        en {
            say: "the cache `{alias}` is at `{host}` ({place}), which a function cannot reach",
            help: "write `efs_cache;`",
            what: "The settings name a cache server on the same machine or in a container network, and the stage declares no cache.",
            why: "A function in Lambda is alone on its machine. Every use of the cache waits for a connection and then fails.",
            fix: "Declare a cache in the stage, or let the settings read the address from a variable that the stage declares.",
        }
        ja {
            say: "キャッシュ `{alias}` は `{host}` ({place}) にあり、関数から接続できません",
            help: "`efs_cache;` と書いてください",
            what: "設定のキャッシュサーバーは同じマシンかコンテナネットワークにあり、ステージにキャッシュが宣言されていません。",
            why: "Lambda の関数のマシンには関数しかありません。キャッシュを使うたびに接続を待ち、失敗します。",
            fix: "ステージにキャッシュを宣言するか、ステージで宣言した変数からアドレスを読むように設定してください。",
        }
        ko {
            say: "캐시 `{alias}`은(는) `{host}`({place})에 있어 함수가 접속할 수 없습니다",
            help: "`efs_cache;`라고 쓰십시오",
            what: "설정의 캐시 서버가 같은 컴퓨터나 컨테이너 네트워크에 있고, 스테이지에 캐시가 선언되어 있지 않습니다.",
            why: "Lambda의 함수는 자신의 컴퓨터에 혼자 있습니다. 캐시를 쓸 때마다 연결을 기다리다가 실패합니다.",
            fix: "스테이지에 캐시를 선언하거나, 스테이지가 선언한 변수에서 주소를 읽도록 설정하십시오.",
        }
        example: "stage dev { efs_cache; }"
    }

    warning sessions_apart(engine, place) {
        en {
            say: "sessions are kept by `{engine}` ({place}), and no two functions share that: visitors are logged out at random",
            help: "write `efs_cache;`, or delete `SESSION_ENGINE` to keep sessions in the database",
            what: "Sessions are in memory or in files of one function.",
            why: "Lambda starts as many functions as there are requests at once, and ends them when it likes. A visitor's next request is mostly answered by one that does not know the session.",
            fix: "Keep sessions in the database, which is Django's default, or declare a cache that all functions share.",
        }
        ja {
            say: "セッションは `{engine}` ({place}) に保存され、関数どうしで共有されません。利用者が突然ログアウトされます",
            help: "`efs_cache;` と書くか、`SESSION_ENGINE` を削除してセッションをデータベースに保存してください",
            what: "セッションが 1 つの関数のメモリかファイルにあります。",
            why: "Lambda は同時のリクエストの数だけ関数を起動し、任意の時点で終了します。次のリクエストは、たいていそのセッションを知らない関数が処理します。",
            fix: "Django の既定どおりセッションをデータベースに保存するか、すべての関数が共有するキャッシュを宣言してください。",
        }
        ko {
            say: "세션이 `{engine}`({place})에 저장되며 함수끼리 공유되지 않습니다. 방문자가 갑자기 로그아웃됩니다",
            help: "`efs_cache;`라고 쓰거나 `SESSION_ENGINE`을 지워 세션을 데이터베이스에 두십시오",
            what: "세션이 한 함수의 메모리나 파일에 있습니다.",
            why: "Lambda는 동시에 오는 요청의 수만큼 함수를 시작하고 아무 때나 끝냅니다. 다음 요청은 대개 그 세션을 모르는 함수가 처리합니다.",
            fix: "Django의 기본값대로 세션을 데이터베이스에 두거나 모든 함수가 공유하는 캐시를 선언하십시오.",
        }
        example: "stage dev { neon; efs_cache; }"
    }

    warning uploads_lost(place) {
        en {
            say: "uploads go to `MEDIA_ROOT` ({place}), a folder that a function cannot write to",
            help: "write `s3;`",
            what: "Django's default storage is the file system, and the stage declares no bucket.",
            why: "In a function only `/tmp` can be written, and no file of it lasts. An upload ends in an error, or is lost.",
            fix: "Declare a bucket in the stage: it becomes the default storage. A site without uploads may leave it so.",
        }
        ja {
            say: "アップロードは `MEDIA_ROOT` ({place}) に保存されますが、関数はそのフォルダーに書き込めません",
            help: "`s3;` と書いてください",
            what: "Django の既定のストレージがファイルシステムで、ステージにバケットが宣言されていません。",
            why: "関数が書き込めるのは `/tmp` だけで、そのファイルも残りません。アップロードはエラーになるか、失われます。",
            fix: "ステージにバケットを宣言してください。それが既定のストレージになります。アップロードのないサイトなら、このままで構いません。",
        }
        ko {
            say: "업로드는 `MEDIA_ROOT`({place})에 저장되지만 함수는 그 폴더에 쓸 수 없습니다",
            help: "`s3;`라고 쓰십시오",
            what: "Django의 기본 스토리지가 파일 시스템이고 스테이지에 버킷이 선언되어 있지 않습니다.",
            why: "함수는 `/tmp`에만 쓸 수 있고 그 파일도 남지 않습니다. 업로드는 오류가 되거나 사라집니다.",
            fix: "스테이지에 버킷을 선언하십시오. 그것이 기본 스토리지가 됩니다. 업로드가 없는 사이트라면 그대로 두어도 됩니다.",
        }
        example: "stage dev { s3; }"
    }

    warning debug(place) {
        en {
            say: "`DEBUG` is true on the deployed site ({place}): error pages show the source and the settings to everyone",
            help: "write `DEBUG = False` there",
            what: "The site is deployed with Django's debug mode.",
            why: "A debug page has the traceback with local values, the settings and the SQL. It is made for the developer alone.",
            fix: "Turn it off. With `settings: manual;` the line `DEBUG = pocket_django.contract.load() is None` is true on your machine and false where the site is deployed.",
        }
        ja {
            say: "デプロイしたサイトで `DEBUG` が有効です ({place})。エラーページでソースと設定が誰にでも見えます",
            help: "そこに `DEBUG = False` と書いてください",
            what: "サイトが Django のデバッグモードでデプロイされます。",
            why: "デバッグページには、ローカル変数を含むトレースバック、設定、SQL が表示されます。開発者だけのためのページです。",
            fix: "無効にしてください。`settings: manual;` では、`DEBUG = pocket_django.contract.load() is None` と書くと自分のマシンでだけ有効になります。",
        }
        ko {
            say: "배포된 사이트에서 `DEBUG`가 켜져 있습니다({place}). 오류 페이지에서 소스와 설정이 누구에게나 보입니다",
            help: "그곳에 `DEBUG = False`라고 쓰십시오",
            what: "사이트가 Django의 디버그 모드로 배포됩니다.",
            why: "디버그 페이지에는 지역 변수가 있는 트레이스백, 설정, SQL이 나옵니다. 개발자만을 위한 페이지입니다.",
            fix: "끄십시오. `settings: manual;`에서는 `DEBUG = pocket_django.contract.load() is None`이라고 쓰면 자신의 컴퓨터에서만 켜집니다.",
        }
        example: "stage dev { settings { PAGE_SIZE: 20; } }"
    }

    warning manual_ignores(setting, call, place) {
        en {
            say: "with `settings: manual;` this has no effect: `{setting}` ({place}) does not take it",
            help: "write `{setting} = pocket_django.{call}` at the end of the settings",
            what: "The stage gives something to the site, and the project's own settings do not use it.",
            why: "With `settings: manual;` nothing is laid over the project's settings: each takes what it wants from `pocket_django`.",
            fix: "Call the function of `pocket_django` in the settings, or delete `settings: manual;`. On your own machine the function gives back what it is given.",
        }
        ja {
            say: "`settings: manual;` では効果がありません。`{setting}` ({place}) がこれを使っていません",
            help: "設定の最後に `{setting} = pocket_django.{call}` と書いてください",
            what: "ステージが用意したものを、プロジェクトの設定が使っていません。",
            why: "`settings: manual;` では、プロジェクトの設定に何も上書きしません。必要なものは設定が `pocket_django` から取ります。",
            fix: "設定で `pocket_django` の関数を呼ぶか、`settings: manual;` を削除してください。自分のマシンでは、関数は渡された値をそのまま返します。",
        }
        ko {
            say: "`settings: manual;`에서는 효과가 없습니다. `{setting}`({place})이(가) 이것을 쓰지 않습니다",
            help: "설정의 끝에 `{setting} = pocket_django.{call}`라고 쓰십시오",
            what: "스테이지가 준비한 것을 프로젝트의 설정이 쓰지 않습니다.",
            why: "`settings: manual;`에서는 프로젝트의 설정에 아무것도 덧씌우지 않습니다. 필요한 것은 설정이 `pocket_django`에서 가져옵니다.",
            fix: "설정에서 `pocket_django`의 함수를 부르거나 `settings: manual;`을 지우십시오. 자신의 컴퓨터에서는 함수가 받은 값을 그대로 돌려줍니다.",
        }
        example: "stage dev { neon; settings: generated; }"
    }

    warning manual_settings(name) {
        en {
            say: "with `settings: manual;` the setting `{name}` of the stage has no effect",
            help: "write it into the project's own settings, or delete `settings: manual;`",
            what: "The stage sets a Django setting, and `settings: manual;` leaves the project's settings as they are.",
            why: "The stage's settings are laid over the project's by the generated settings module, which `manual` turns off.",
            fix: "Keep one of them. A settings module of your own takes the stage's with `globals().update(pocket_django.overrides())`.",
        }
        ja {
            say: "`settings: manual;` では、ステージの設定 `{name}` は効果がありません",
            help: "プロジェクトの設定に書くか、`settings: manual;` を削除してください",
            what: "ステージに Django の設定がありますが、`settings: manual;` はプロジェクトの設定をそのまま使います。",
            why: "ステージの設定は、生成された設定モジュールがプロジェクトの設定に上書きします。`manual` はそれを無効にします。",
            fix: "どちらか一方にしてください。自分の設定モジュールでは、`globals().update(pocket_django.overrides())` でステージの設定を取り込めます。",
        }
        ko {
            say: "`settings: manual;`에서는 스테이지의 설정 `{name}`이(가) 효과가 없습니다",
            help: "프로젝트의 설정에 쓰거나 `settings: manual;`을 지우십시오",
            what: "스테이지에 Django 설정이 있지만 `settings: manual;`은 프로젝트의 설정을 그대로 씁니다.",
            why: "스테이지의 설정은 생성된 설정 모듈이 프로젝트의 설정 위에 덧씌웁니다. `manual`은 그것을 끕니다.",
            fix: "하나만 남기십시오. 자신의 설정 모듈은 `globals().update(pocket_django.overrides())`로 스테이지의 설정을 가져옵니다.",
        }
        example: "stage dev { settings { PAGE_SIZE: 20; } }"
    }

    error manual_hosts(place) {
        en {
            say: "`ALLOWED_HOSTS` ({place}) has no host of the deployed site: with `settings: manual;` every request is refused",
            help: "write `ALLOWED_HOSTS = pocket_django.allowed_hosts(ALLOWED_HOSTS)` at the end of the settings",
            what: "The deployed site refuses its own address.",
            why: "Django answers 400 to a host that is not in `ALLOWED_HOSTS`. With `settings: manual;` the site's hosts are not added to it.",
            fix: "Take them from `pocket_django`, or delete `settings: manual;`.",
        }
        ja {
            say: "`ALLOWED_HOSTS` ({place}) にデプロイ先のホストがありません。`settings: manual;` ではすべてのリクエストが拒否されます",
            help: "設定の最後に `ALLOWED_HOSTS = pocket_django.allowed_hosts(ALLOWED_HOSTS)` と書いてください",
            what: "デプロイしたサイトが、自身のアドレスを拒否します。",
            why: "Django は `ALLOWED_HOSTS` にないホストに 400 を返します。`settings: manual;` ではサイトのホストは追加されません。",
            fix: "`pocket_django` から取り込むか、`settings: manual;` を削除してください。",
        }
        ko {
            say: "`ALLOWED_HOSTS`({place})에 배포된 사이트의 호스트가 없습니다. `settings: manual;`에서는 모든 요청이 거부됩니다",
            help: "설정의 끝에 `ALLOWED_HOSTS = pocket_django.allowed_hosts(ALLOWED_HOSTS)`라고 쓰십시오",
            what: "배포된 사이트가 자신의 주소를 거부합니다.",
            why: "Django는 `ALLOWED_HOSTS`에 없는 호스트에 400으로 응답합니다. `settings: manual;`에서는 사이트의 호스트가 추가되지 않습니다.",
            fix: "`pocket_django`에서 가져오거나 `settings: manual;`을 지우십시오.",
        }
        example: "stage dev { settings: generated; }"
    }
}
