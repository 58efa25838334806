//! Zones and the names of endpoints.

use crate::messages::messages;

messages! { "vpc";
    error zone_count(count, most) {
        en {
            say: "a VPC in {count} zones: it takes 1 to {most}",
            help: "write `zones: [\"a\", \"c\"];`",
            what: "The list of zones is empty or too long.",
            why: "A VPC needs a zone for its subnets. No region gives an account more than six.",
            fix: "Write two zones, or three; for what need not survive the failure of a data centre one is enough. Without the line the region's first two are taken.",
        }
        ja {
            say: "VPC のゾーンが {count} 個になっていますが、1〜{most} 個です",
            help: "`zones: [\"a\", \"c\"];` と書いてください",
            what: "ゾーンの一覧が空か、長すぎます。",
            why: "サブネットを置くゾーンが必要です。1 つのアカウントに 6 個を超えるゾーンがあるリージョンはありません。",
            fix: "2 つか 3 つのゾーンを書いてください。データセンターの障害に耐えなくてよければ 1 つで足ります。行を省略するとリージョンの最初の 2 つが使われます。",
        }
        ko {
            say: "VPC의 영역이 {count}개인데 1~{most}개여야 합니다",
            help: "`zones: [\"a\", \"c\"];`라고 쓰십시오",
            what: "영역 목록이 비어 있거나 너무 깁니다.",
            why: "서브넷을 둘 영역이 필요합니다. 한 계정에 여섯 개가 넘는 영역을 주는 리전은 없습니다.",
            fix: "영역을 두세 개 쓰십시오. 데이터 센터 장애를 견디지 않아도 되면 하나로 충분합니다. 줄을 생략하면 리전의 처음 두 영역을 씁니다.",
        }
        example: "stage dev { vpc { zones: [\"a\", \"c\"]; nat; } neon; }"
    }

    error zone_letter(zone, letter) {
        en {
            say: "\"{zone}\" is not the letter of a zone",
            help: "write the letter alone: \"{letter}\"",
            what: "A zone is written in another way than by its letter.",
            why: "The zone's full name has the region in it, and a stage may be deployed to another region. So the program names the letter and the deploy puts the region before it.",
            fix: "Write the last letter of the zone's name: \"a\" for `ap-northeast-1a`.",
        }
        ja {
            say: "\"{zone}\" はゾーンの文字ではありません",
            help: "文字だけを書いてください: \"{letter}\"",
            what: "ゾーンが 1 文字以外の形で書かれています。",
            why: "ゾーンの正式名にはリージョンが含まれますが、ステージは別のリージョンにもデプロイできます。そのためプログラムには文字だけを書き、デプロイがリージョンを前に付けます。",
            fix: "ゾーン名の最後の文字を書いてください。`ap-northeast-1a` なら \"a\" です。",
        }
        ko {
            say: "\"{zone}\"은(는) 영역의 문자가 아닙니다",
            help: "문자만 쓰십시오: \"{letter}\"",
            what: "영역이 한 문자가 아닌 다른 형태로 쓰여 있습니다.",
            why: "영역의 전체 이름에는 리전이 들어 있지만 스테이지는 다른 리전에도 배포할 수 있습니다. 그래서 프로그램에는 문자만 쓰고 배포할 때 리전을 앞에 붙입니다.",
            fix: "영역 이름의 마지막 문자를 쓰십시오. `ap-northeast-1a`이면 \"a\"입니다.",
        }
        example: "stage dev { vpc { zones: [\"a\"]; nat; } neon; }"
    }

    error zone_twice(zone) {
        en {
            say: "the zone \"{zone}\" stands twice in the list",
            help: "write each zone once",
            what: "A zone stands twice in `zones`.",
            why: "Two zones keep a site alive when one fails. The same zone twice looks like two and is one; EFS also refuses a second mount target in a zone.",
            fix: "Write another zone in its place, or delete one.",
        }
        ja {
            say: "ゾーン \"{zone}\" が一覧に 2 回あります",
            help: "各ゾーンは 1 回だけ書いてください",
            what: "`zones` に同じゾーンが 2 回あります。",
            why: "2 つのゾーンは片方の障害時にサイトを守ります。同じゾーンを 2 回書いても 1 つでしかなく、EFS は同じゾーンの 2 つ目のマウントターゲットを拒否します。",
            fix: "別のゾーンに変えるか、片方を削除してください。",
        }
        ko {
            say: "영역 \"{zone}\"이(가) 목록에 두 번 있습니다",
            help: "각 영역을 한 번만 쓰십시오",
            what: "`zones`에 같은 영역이 두 번 있습니다.",
            why: "두 영역은 하나가 고장 나도 사이트를 지킵니다. 같은 영역을 두 번 써도 하나일 뿐이며 EFS는 한 영역의 두 번째 탑재 대상을 거부합니다.",
            fix: "다른 영역으로 바꾸거나 하나를 지우십시오.",
        }
        example: "stage dev { vpc { zones: [\"a\", \"c\"]; nat; } neon; }"
    }

    error zone_unknown(region, zone, letters) {
        en {
            say: "{region} has no zone \"{zone}\"",
            help: "its zones are {letters}",
            what: "The region has no zone with this letter.",
            why: "Letters have gaps: Tokyo has a, c and d for most accounts, Montreal a, b and d.",
            fix: "Write letters that the region has. `aws ec2 describe-availability-zones` lists those of the account.",
        }
        ja {
            say: "{region} にゾーン \"{zone}\" はありません",
            help: "使えるゾーン: {letters}",
            what: "リージョンにこの文字のゾーンがありません。",
            why: "文字には抜けがあります。東京は多くのアカウントで a・c・d、モントリオールは a・b・d です。",
            fix: "リージョンにある文字を書いてください。`aws ec2 describe-availability-zones` でアカウントのゾーンがわかります。",
        }
        ko {
            say: "{region}에는 영역 \"{zone}\"이(가) 없습니다",
            help: "쓸 수 있는 영역: {letters}",
            what: "리전에 이 문자의 영역이 없습니다.",
            why: "문자에는 빈자리가 있습니다. 도쿄는 대부분의 계정에서 a, c, d이고 몬트리올은 a, b, d입니다.",
            fix: "리전에 있는 문자를 쓰십시오. `aws ec2 describe-availability-zones`로 계정의 영역을 알 수 있습니다.",
        }
        example: "region: \"ca-central-1\"; stage dev { vpc { zones: [\"a\", \"d\"]; nat; } neon; }"
    }

    error zones_of_region(count, region, most) {
        en {
            say: "a VPC in {count} zones: {region} gives an account {most}",
            help: "write fewer zones, or another region",
            what: "The VPC wants more zones than the region gives an account.",
            why: "In Northern California, for example, an account has two of the region's zones. A subnet in a third one cannot be made.",
            fix: "Write as many zones as the account has, or choose another region.",
        }
        ja {
            say: "VPC のゾーンが {count} 個ですが、{region} で 1 つのアカウントが使えるのは {most} 個です",
            help: "ゾーンを減らすか、別のリージョンを書いてください",
            what: "リージョンがアカウントに与えるより多くのゾーンが必要になっています。",
            why: "例えば北カリフォルニアでは、1 つのアカウントが使えるのは 2 つのゾーンです。3 つ目のゾーンにはサブネットを作れません。",
            fix: "アカウントにある数までゾーンを減らすか、別のリージョンを選んでください。",
        }
        ko {
            say: "VPC의 영역이 {count}개인데 {region}은(는) 한 계정에 {most}개를 줍니다",
            help: "영역을 줄이거나 다른 리전을 쓰십시오",
            what: "VPC가 리전이 계정에 주는 것보다 많은 영역을 요구합니다.",
            why: "예를 들어 캘리포니아 북부에서는 한 계정이 두 영역을 씁니다. 세 번째 영역에는 서브넷을 만들 수 없습니다.",
            fix: "계정에 있는 수만큼만 영역을 쓰거나 다른 리전을 고르십시오.",
        }
        example: "region: \"us-west-1\"; stage dev { vpc { nat; } neon; }"
    }

    error endpoint_twice(name) {
        en {
            say: "the endpoint \"{name}\" stands twice in the list",
            help: "delete one of them",
            what: "A service stands twice in `endpoints`.",
            why: "A VPC takes one endpoint with the service's own name. AWS refuses the second while the stack is made.",
            fix: "Delete one of the two.",
        }
        ja {
            say: "エンドポイント \"{name}\" が一覧に 2 回あります",
            help: "片方を削除してください",
            what: "`endpoints` に同じサービスが 2 回あります。",
            why: "サービス自身の名前を持つエンドポイントは 1 つの VPC に 1 つだけです。2 つ目はスタックの作成時に AWS が拒否します。",
            fix: "どちらかを削除してください。",
        }
        ko {
            say: "엔드포인트 \"{name}\"이(가) 목록에 두 번 있습니다",
            help: "하나를 지우십시오",
            what: "`endpoints`에 같은 서비스가 두 번 있습니다.",
            why: "서비스 자체의 이름을 가진 엔드포인트는 VPC마다 하나입니다. 두 번째는 스택을 만들 때 AWS가 거부합니다.",
            fix: "둘 가운데 하나를 지우십시오.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\"]; } }"
    }

    error s3_endpoint() {
        en {
            say: "S3 is reached through its gateway endpoint, which is free and always there",
            help: "take \"s3\" out of the list",
            what: "The list of interface endpoints has S3 in it.",
            why: "Every VPC of pocket's has a gateway endpoint for S3, which costs nothing. An interface endpoint for S3 would cost by the hour and add nothing.",
            fix: "Delete \"s3\" from `endpoints`.",
        }
        ja {
            say: "S3 へは、無料で常に用意されるゲートウェイエンドポイントから到達します",
            help: "一覧から \"s3\" を外してください",
            what: "インターフェイスエンドポイントの一覧に S3 があります。",
            why: "pocket の VPC には必ず S3 のゲートウェイエンドポイントがあり、無料です。S3 のインターフェイスエンドポイントは時間課金になるだけです。",
            fix: "`endpoints` から \"s3\" を削除してください。",
        }
        ko {
            say: "S3에는 무료이며 항상 있는 게이트웨이 엔드포인트로 도달합니다",
            help: "목록에서 \"s3\"를 빼십시오",
            what: "인터페이스 엔드포인트 목록에 S3가 있습니다.",
            why: "pocket의 VPC에는 언제나 S3의 게이트웨이 엔드포인트가 있으며 무료입니다. S3의 인터페이스 엔드포인트는 시간 요금만 더합니다.",
            fix: "`endpoints`에서 \"s3\"를 지우십시오.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\"]; } s3; }"
    }

    error endpoint_full_name(name, service) {
        en {
            say: "\"{name}\" is the endpoint's full name, with the region in it",
            help: "write \"{service}\"",
            what: "An endpoint is written with its full name.",
            why: "The full name has the region in it, and the deploy puts that there itself.",
            fix: "Write the last part alone.",
        }
        ja {
            say: "\"{name}\" はリージョンを含むエンドポイントの正式名です",
            help: "\"{service}\" と書いてください",
            what: "エンドポイントが正式名で書かれています。",
            why: "正式名にはリージョンが含まれますが、それはデプロイが付けます。",
            fix: "最後の部分だけを書いてください。",
        }
        ko {
            say: "\"{name}\"은(는) 리전이 들어 있는 엔드포인트의 전체 이름입니다",
            help: "\"{service}\"라고 쓰십시오",
            what: "엔드포인트가 전체 이름으로 쓰여 있습니다.",
            why: "전체 이름에는 리전이 들어 있는데 그것은 배포할 때 붙습니다.",
            fix: "마지막 부분만 쓰십시오.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\"]; } }"
    }

    error unknown_endpoint(name) {
        en {
            say: "there is no interface endpoint \"{name}\"",
            what: "The name is not one of the services that pocket makes endpoints for.",
            why: "An endpoint is named after the end of its service name: \"secretsmanager\" for `com.amazonaws.REGION.secretsmanager`. With another name the stack would fail.",
            fix: "Correct the name. A service that is missing in the list is reached through a NAT.",
        }
        ja {
            say: "インターフェイスエンドポイント \"{name}\" はありません",
            what: "pocket がエンドポイントを作れるサービスの名前ではありません。",
            why: "エンドポイントはサービス名の末尾で呼びます。`com.amazonaws.REGION.secretsmanager` なら \"secretsmanager\" です。違う名前ではスタックの作成に失敗します。",
            fix: "名前を直してください。一覧にないサービスには NAT 経由で到達できます。",
        }
        ko {
            say: "인터페이스 엔드포인트 \"{name}\"이(가) 없습니다",
            what: "pocket이 엔드포인트를 만드는 서비스의 이름이 아닙니다.",
            why: "엔드포인트는 서비스 이름의 끝부분으로 부릅니다. `com.amazonaws.REGION.secretsmanager`이면 \"secretsmanager\"입니다. 다른 이름으로는 스택이 실패합니다.",
            fix: "이름을 고치십시오. 목록에 없는 서비스에는 NAT로 도달할 수 있습니다.",
        }
        example: "stage dev { vpc { endpoints: [\"ssm\", \"secretsmanager\"]; } lambda { reaches: [\"secretsmanager\"]; } }"
    }

    warning zone_of_some(zone, region, letters) {
        en {
            say: "only old accounts have the zone \"{zone}\" of {region}",
            help: "write {letters}",
            what: "The zone is one that AWS gives new accounts no more.",
            why: "In its oldest regions AWS gave each account letters of its own. This letter is missing in most, and the deploy would fail there.",
            fix: "Write one of the letters that every account has, unless this program only ever goes to an account that has it.",
        }
        ja {
            say: "{region} のゾーン \"{zone}\" は古いアカウントにしかありません",
            help: "{letters} から選んで書いてください",
            what: "AWS が新しいアカウントには与えていないゾーンです。",
            why: "古いリージョンでは、AWS はアカウントごとに別の文字を割り当てていました。この文字は多くのアカウントになく、そこではデプロイに失敗します。",
            fix: "このゾーンを持つアカウントにだけデプロイするのでなければ、どのアカウントにもある文字を書いてください。",
        }
        ko {
            say: "{region}의 영역 \"{zone}\"은(는) 오래된 계정에만 있습니다",
            help: "{letters} 가운데에서 고르십시오",
            what: "AWS가 새 계정에는 주지 않는 영역입니다.",
            why: "오래된 리전에서 AWS는 계정마다 다른 문자를 주었습니다. 대부분의 계정에는 이 문자가 없으므로 그곳에서는 배포가 실패합니다.",
            fix: "이 영역이 있는 계정에만 배포하는 것이 아니라면 모든 계정에 있는 문자를 쓰십시오.",
        }
        example: "region: \"ap-northeast-1\"; stage dev { vpc { zones: [\"a\", \"c\"]; nat; } neon; }"
    }

    warning per_zone_of_one() {
        en {
            say: "`nat: per_zone;` in a VPC with one zone is the same as `nat;`",
            help: "write `nat;`",
            what: "A NAT gateway in each zone is asked for, and there is one zone.",
            why: "The word says that a failed zone may not cut the others off. With one zone there are no others.",
            fix: "Write `nat;`, or a second zone.",
        }
        ja {
            say: "ゾーンが 1 つの VPC では `nat: per_zone;` は `nat;` と同じです",
            help: "`nat;` と書いてください",
            what: "ゾーンごとの NAT ゲートウェイが求められていますが、ゾーンは 1 つです。",
            why: "この指定は、あるゾーンの障害が他のゾーンに及ばないようにするものです。1 つしかなければ他のゾーンはありません。",
            fix: "`nat;` と書くか、2 つ目のゾーンを加えてください。",
        }
        ko {
            say: "영역이 하나인 VPC에서 `nat: per_zone;`은 `nat;`과 같습니다",
            help: "`nat;`이라고 쓰십시오",
            what: "영역마다 NAT 게이트웨이를 두라고 했지만 영역이 하나입니다.",
            why: "이 말은 한 영역의 장애가 다른 영역을 끊지 않게 하라는 뜻입니다. 하나뿐이면 다른 영역이 없습니다.",
            fix: "`nat;`이라고 쓰거나 두 번째 영역을 더하십시오.",
        }
        example: "stage dev { vpc { zones: [\"a\", \"c\"]; nat: per_zone; } neon; }"
    }
}
