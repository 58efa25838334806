//! What the rules on `s3` say.

use crate::messages::messages;

messages! { "s3";
    error bucket_dots(name, better) {
        en {
            say: "\"{name}\" has dots: the certificate of S3 does not cover such a host name",
            help: "write `bucket: \"{better}\";`",
            what: "The name of the bucket has a dot in it.",
            why: "Browsers reach a bucket at `NAME.s3.REGION.amazonaws.com`. The certificate of S3 covers one label before `.s3`, so with a dot in the name every link to an uploaded file ends in a certificate warning.",
            fix: "Write hyphens in place of the dots. A name of your own domain comes from a CDN before the bucket, not from the bucket's name.",
        }
        ja {
            say: "\"{name}\" にはドットが含まれています。S3 の証明書はそのようなホスト名に対応していません",
            help: "`bucket: \"{better}\";` と書いてください",
            what: "バケット名にドットが含まれています。",
            why: "ブラウザはバケットに `NAME.s3.REGION.amazonaws.com` で接続します。S3 の証明書が対応するのは `.s3` の前の 1 ラベルだけなので、名前にドットがあると、アップロードしたファイルへのリンクがすべて証明書エラーになります。",
            fix: "ドットの代わりにハイフンを使ってください。独自ドメインはバケット名ではなく、バケットの前に置く CDN で実現します。",
        }
        ko {
            say: "\"{name}\"에 점이 있습니다. S3의 인증서는 그런 호스트 이름을 지원하지 않습니다",
            help: "`bucket: \"{better}\";`라고 쓰십시오",
            what: "버킷 이름에 점이 들어 있습니다.",
            why: "브라우저는 `NAME.s3.REGION.amazonaws.com`으로 버킷에 접속합니다. S3 인증서는 `.s3` 앞의 레이블 하나만 지원하므로, 이름에 점이 있으면 업로드한 파일의 모든 링크가 인증서 오류가 됩니다.",
            fix: "점 대신 하이픈을 쓰십시오. 자신의 도메인은 버킷 이름이 아니라 버킷 앞의 CDN으로 만듭니다.",
        }
        example: "stage dev { s3 { bucket: \"files-of-my-shop\"; } }"
    }

    error bucket_name(name, better) {
        en {
            say: "\"{name}\" cannot name a bucket: 3 to 63 lower-case letters, digits and hyphens, a letter or digit at both ends",
            help: "write `bucket: \"{better}\";`",
            what: "The name of the bucket has a character or a length that S3 refuses.",
            why: "A bucket's name becomes a host name on the internet, and all accounts of AWS share one set of names. S3 takes 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.",
            fix: "Write a name of these characters, or delete the line: without it the name has project, stage, account and region in it and is free everywhere.",
        }
        ja {
            say: "\"{name}\" はバケット名にできません。小文字の英字・数字・ハイフンで 3〜63 文字、両端は英字か数字です",
            help: "`bucket: \"{better}\";` と書いてください",
            what: "バケット名に、S3 が受け付けない文字が含まれているか、長さが範囲外です。",
            why: "バケット名はインターネット上のホスト名になり、AWS のすべてのアカウントで共有されます。S3 が受け付けるのは小文字の英字・数字・ハイフンの 3〜63 文字で、両端は英字か数字です。",
            fix: "この範囲の名前を書くか、行を削除してください。省略すると、プロジェクト・ステージ・アカウント・リージョンを含む、どこでも重複しない名前になります。",
        }
        ko {
            say: "\"{name}\"은(는) 버킷 이름이 될 수 없습니다. 소문자, 숫자, 하이픈 3~63자이며 양 끝은 문자나 숫자입니다",
            help: "`bucket: \"{better}\";`라고 쓰십시오",
            what: "버킷 이름의 문자나 길이를 S3가 거부합니다.",
            why: "버킷 이름은 인터넷의 호스트 이름이 되며 AWS의 모든 계정이 하나의 이름 공간을 함께 씁니다. S3는 소문자, 숫자, 하이픈 3~63자만 받으며 양 끝은 문자나 숫자여야 합니다.",
            fix: "이 범위의 이름을 쓰거나 줄을 지우십시오. 생략하면 프로젝트, 스테이지, 계정, 리전이 들어 있어 어디서나 겹치지 않는 이름이 됩니다.",
        }
        example: "stage dev { s3 { bucket: \"my-shop-uploads\"; } }"
    }

    error no_versions() {
        en {
            say: "`keep_versions` has no effect without `versioning`",
            help: "write `versioning;` beside it, or delete it",
            what: "The block says how long old versions of files are kept, but no old versions are made.",
            why: "S3 keeps the earlier content of an overwritten or deleted file only in a bucket with versioning. Without it an overwritten file is gone, whatever `keep_versions` says.",
            fix: "Write `versioning;` in the same block, or delete `keep_versions`.",
        }
        ja {
            say: "`keep_versions` は `versioning` がないと効果がありません",
            help: "同じブロックに `versioning;` と書くか、この行を削除してください",
            what: "古いバージョンの保存期間が書かれていますが、古いバージョンは作られません。",
            why: "上書き・削除されたファイルの以前の内容を S3 が残すのは、バージョニングが有効なバケットだけです。無効なら、`keep_versions` に関係なく上書きされたファイルは失われます。",
            fix: "同じブロックに `versioning;` と書くか、`keep_versions` を削除してください。",
        }
        ko {
            say: "`keep_versions`는 `versioning` 없이는 효과가 없습니다",
            help: "같은 블록에 `versioning;`을 쓰거나 이 줄을 지우십시오",
            what: "이전 버전의 보존 기간이 쓰여 있지만 이전 버전은 만들어지지 않습니다.",
            why: "S3는 버전 관리가 켜진 버킷에서만 덮어쓰거나 지운 파일의 이전 내용을 남깁니다. 꺼져 있으면 `keep_versions`와 관계없이 덮어쓴 파일은 사라집니다.",
            fix: "같은 블록에 `versioning;`을 쓰거나 `keep_versions`를 지우십시오.",
        }
        example: "stage dev { s3 { versioning; keep_versions: 90d; } }"
    }

    error bucket_reserved(name, part, better) {
        en {
            say: "\"{name}\" cannot name a bucket: names with `{part}` there are AWS's own",
            help: "write `bucket: \"my-{better}\";`",
            what: "The name begins or ends in a way that S3 keeps for itself.",
            why: "S3 tells access points, aliases and directory buckets apart by these parts, and refuses them in the name of an ordinary bucket.",
            fix: "Choose a name without it, or delete the line.",
        }
        ja {
            say: "\"{name}\" はバケット名にできません。`{part}` の付く名前は AWS が予約しています",
            help: "`bucket: \"my-{better}\";` と書いてください",
            what: "名前の先頭か末尾が、S3 の予約している形です。",
            why: "S3 はアクセスポイント、エイリアス、ディレクトリバケットをこの部分で見分けるため、通常のバケット名では拒否します。",
            fix: "その部分のない名前を選ぶか、行を削除してください。",
        }
        ko {
            say: "\"{name}\"은(는) 버킷 이름이 될 수 없습니다. `{part}`이(가) 붙는 이름은 AWS의 것입니다",
            help: "`bucket: \"my-{better}\";`라고 쓰십시오",
            what: "이름의 앞이나 끝이 S3가 예약한 형태입니다.",
            why: "S3는 액세스 포인트, 별칭, 디렉터리 버킷을 이 부분으로 구별하므로 보통 버킷 이름에서는 거부합니다.",
            fix: "그 부분이 없는 이름을 고르거나 줄을 지우십시오.",
        }
        example: "stage dev { s3 { bucket: \"my-shop-uploads\"; } }"
    }

    warning link_outlives_credentials(lifetime) {
        en {
            say: "a link for {lifetime} works for 12h at most, and mostly for less: it ends with the credentials that signed it",
            help: "write `link_lifetime: 1h;`, and let pages make new links",
            what: "Links to files are to work longer than the function's credentials.",
            why: "The site signs links with the temporary credentials of its role. S3 refuses a link once they have expired, whatever time stands in it.",
            fix: "Write a shorter time. A page that is loaded again has new links; files for everybody belong to the static files.",
        }
        ja {
            say: "{lifetime} のリンクは最長でも 12h、多くはもっと早く切れます。署名した認証情報とともに失効するためです",
            help: "`link_lifetime: 1h;` と書き、ページごとに新しいリンクを作ってください",
            what: "ファイルへのリンクの有効期間が、関数の認証情報より長くなっています。",
            why: "サイトはロールの一時的な認証情報でリンクに署名します。認証情報が失効すると、リンクに書かれた期限に関係なく S3 が拒否します。",
            fix: "短い時間を書いてください。ページを読み込み直せば新しいリンクになります。誰でも見られるファイルは静的ファイルに置いてください。",
        }
        ko {
            say: "{lifetime}짜리 링크는 길어야 12h, 대개 더 일찍 끊깁니다. 서명한 자격 증명과 함께 만료되기 때문입니다",
            help: "`link_lifetime: 1h;`라고 쓰고 페이지마다 새 링크를 만드십시오",
            what: "파일 링크의 유효 시간이 함수의 자격 증명보다 깁니다.",
            why: "사이트는 역할의 임시 자격 증명으로 링크에 서명합니다. 만료되면 링크에 쓰인 기한과 관계없이 S3가 거부합니다.",
            fix: "더 짧은 시간을 쓰십시오. 페이지를 다시 열면 새 링크가 됩니다. 모두가 볼 파일은 정적 파일에 두십시오.",
        }
        example: "stage dev { s3 { link_lifetime: 1h; } }"
    }
}
