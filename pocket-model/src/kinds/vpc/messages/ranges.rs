//! Address ranges: the VPC's and the subnets'.

use crate::messages::messages;

messages! { "vpc";
    error cidr_size(range, better) {
        en {
            say: "a VPC with the range {range}: AWS takes /16 to /28",
            help: "write `cidr: \"{better}\";`",
            what: "The VPC's range is larger or smaller than AWS allows.",
            why: "AWS makes a VPC with 16 to 65,536 addresses, which is /28 to /16. The number behind the slash counts the fixed bits, so a smaller number is a larger range.",
            fix: "Write a range of this size. A /16 costs nothing and leaves room.",
        }
        ja {
            say: "VPC の範囲が {range} になっていますが、AWS で使えるのは /16 から /28 です",
            help: "`cidr: \"{better}\";` と書いてください",
            what: "VPC のアドレス範囲が AWS の許す大きさではありません。",
            why: "AWS の VPC は 16〜65,536 アドレス、つまり /28〜/16 です。スラッシュの後の数は固定するビット数なので、小さいほど範囲は広くなります。",
            fix: "この大きさの範囲を書いてください。/16 でも料金は変わらず、余裕が残ります。",
        }
        ko {
            say: "VPC의 범위가 {range}인데 AWS에서는 /16부터 /28까지입니다",
            help: "`cidr: \"{better}\";`라고 쓰십시오",
            what: "VPC의 주소 범위가 AWS가 허용하는 크기가 아닙니다.",
            why: "AWS의 VPC는 주소 16~65,536개, 즉 /28~/16입니다. 빗금 뒤의 수는 고정된 비트 수이므로 작을수록 범위가 넓습니다.",
            fix: "이 크기의 범위를 쓰십시오. /16이라도 요금은 같고 여유가 남습니다.",
        }
        example: "stage dev { vpc { cidr: \"10.0.0.0/16\"; nat; } neon; }"
    }

    error cidr_small(range, better) {
        en {
            say: "the range {range} is too small to be divided into sixteen subnets, as it is where none are written",
            help: "write `cidr: \"{better}\";`, or the ranges of the subnets",
            what: "Without written subnets the VPC's range is divided into sixteen equal parts, and these would be too small.",
            why: "The smallest subnet that AWS makes is a /28 with 16 addresses. Sixteen of them fill a /24.",
            fix: "Write a range of /16 to /24, or write `private_subnets` (and `public_subnets`, with a NAT) yourself.",
        }
        ja {
            say: "サブネットが書かれていない場合は範囲を 16 等分しますが、{range} では小さすぎます",
            help: "`cidr: \"{better}\";` と書くか、サブネットの範囲を書いてください",
            what: "サブネットを省略すると VPC の範囲は 16 等分されますが、この範囲では各部分が小さくなりすぎます。",
            why: "AWS の最小のサブネットは 16 アドレスの /28 です。16 個で /24 になります。",
            fix: "/16〜/24 の範囲を書くか、`private_subnets`（NAT があれば `public_subnets` も）を自分で書いてください。",
        }
        ko {
            say: "서브넷을 쓰지 않으면 범위를 16등분하는데 {range}은(는) 너무 작습니다",
            help: "`cidr: \"{better}\";`라고 쓰거나 서브넷의 범위를 쓰십시오",
            what: "서브넷을 생략하면 VPC의 범위가 16등분되는데 이 범위로는 각 부분이 너무 작습니다.",
            why: "AWS의 가장 작은 서브넷은 주소 16개인 /28입니다. 16개가 모이면 /24입니다.",
            fix: "/16~/24의 범위를 쓰거나 `private_subnets`(NAT가 있으면 `public_subnets`도)를 직접 쓰십시오.",
        }
        example: "stage dev { vpc { cidr: \"10.0.0.0/24\"; nat; } neon; }"
    }

    error cidr_bits(range, better) {
        en {
            say: "{range} has bits set behind its prefix",
            help: "write `cidr: \"{better}\";`",
            what: "The address of the range is not its first one.",
            why: "The number behind the slash says how many bits are fixed; all bits behind them must be zero. AWS would change the range silently, and every later deploy would find a difference.",
            fix: "Write the first address of the range.",
        }
        ja {
            say: "{range} はプレフィックスより後ろのビットが 0 ではありません",
            help: "`cidr: \"{better}\";` と書いてください",
            what: "書かれたアドレスが範囲の先頭ではありません。",
            why: "スラッシュの後の数は固定するビット数で、それより後ろのビットはすべて 0 でなければなりません。AWS は黙って範囲を書き換え、以後のデプロイのたびに差分が出ます。",
            fix: "範囲の先頭のアドレスを書いてください。",
        }
        ko {
            say: "{range}은(는) 접두사 뒤의 비트가 0이 아닙니다",
            help: "`cidr: \"{better}\";`라고 쓰십시오",
            what: "쓰인 주소가 범위의 첫 주소가 아닙니다.",
            why: "빗금 뒤의 수는 고정된 비트 수이며 그 뒤의 비트는 모두 0이어야 합니다. AWS는 말없이 범위를 바꾸므로 이후 배포마다 차이가 나타납니다.",
            fix: "범위의 첫 주소를 쓰십시오.",
        }
        example: "stage dev { vpc { cidr: \"10.0.0.0/16\"; nat; } neon; }"
    }

    error cidr_reserved(range) {
        en {
            say: "{range} is reserved and cannot be the range of a network",
            help: "write `cidr: \"10.0.0.0/16\";`",
            what: "The range has addresses with a meaning of their own, such as the machine itself, link-local addresses, documentation or multicast.",
            why: "Packets to these addresses never leave the machine or are dropped on the way. 169.254.0.0/16, for one, is where functions and instances find AWS's own services.",
            fix: "Write a private range: of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
        }
        ja {
            say: "{range} は予約済みで、ネットワークの範囲にはできません",
            help: "`cidr: \"10.0.0.0/16\";` と書いてください",
            what: "ループバック・リンクローカル・文書用・マルチキャストなど、特別な意味を持つアドレスが含まれています。",
            why: "このようなアドレス宛てのパケットはマシンの外に出ないか、途中で捨てられます。例えば 169.254.0.0/16 は、関数やインスタンスが AWS 自身のサービスを見つける場所です。",
            fix: "10.0.0.0/8、172.16.0.0/12、192.168.0.0/16、100.64.0.0/10 のプライベートな範囲を書いてください。",
        }
        ko {
            say: "{range}은(는) 예약되어 있어 네트워크의 범위가 될 수 없습니다",
            help: "`cidr: \"10.0.0.0/16\";`라고 쓰십시오",
            what: "루프백, 링크 로컬, 문서용, 멀티캐스트처럼 따로 뜻이 있는 주소가 들어 있습니다.",
            why: "이런 주소로 가는 패킷은 기계 밖으로 나가지 않거나 도중에 버려집니다. 예를 들어 169.254.0.0/16은 함수와 인스턴스가 AWS 자체 서비스를 찾는 곳입니다.",
            fix: "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 가운데의 사설 범위를 쓰십시오.",
        }
        example: "stage dev { vpc { cidr: \"192.168.0.0/16\"; nat; } neon; }"
    }

    error cidr_public(range) {
        en {
            say: "{range} is a range of public addresses: what lives there on the internet could not be reached",
            help: "write `cidr: \"10.0.0.0/16\";`",
            what: "The VPC's range belongs to somebody on the internet.",
            why: "Packets to the VPC's own range stay in the VPC. With a public range the sites that have these addresses disappear for the functions.",
            fix: "Write a private range: of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
        }
        ja {
            say: "{range} はパブリックアドレスの範囲です。インターネット上のそのアドレスに到達できなくなります",
            help: "`cidr: \"10.0.0.0/16\";` と書いてください",
            what: "VPC の範囲が、インターネット上の誰かのものです。",
            why: "VPC 自身の範囲宛てのパケットは VPC の中に留まります。パブリックな範囲を使うと、そのアドレスを持つサイトが関数から見えなくなります。",
            fix: "10.0.0.0/8、172.16.0.0/12、192.168.0.0/16、100.64.0.0/10 のプライベートな範囲を書いてください。",
        }
        ko {
            say: "{range}은(는) 공인 주소의 범위입니다. 인터넷의 그 주소에 도달할 수 없게 됩니다",
            help: "`cidr: \"10.0.0.0/16\";`라고 쓰십시오",
            what: "VPC의 범위가 인터넷에 있는 누군가의 것입니다.",
            why: "VPC 자체 범위로 가는 패킷은 VPC 안에 머뭅니다. 공인 범위를 쓰면 그 주소를 가진 사이트가 함수에서 사라집니다.",
            fix: "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 가운데의 사설 범위를 쓰십시오.",
        }
        example: "stage dev { vpc { cidr: \"172.20.0.0/16\"; nat; } neon; }"
    }

    error subnet_count(field, count, zones) {
        en {
            say: "the number of ranges in `{field}` is {count}, and that of zones is {zones}",
            help: "write one range a zone",
            what: "A list of subnets has more or fewer ranges than the VPC has zones.",
            why: "Each zone gets one subnet of each side: the first range goes to the first zone. Without `zones` the list of private subnets says how many zones there are.",
            fix: "Write as many ranges as zones, or change `zones`.",
        }
        ja {
            say: "`{field}` に {count} 個の範囲がありますが、ゾーンは {zones} 個です",
            help: "ゾーンごとに範囲を 1 つ書いてください",
            what: "サブネットの一覧の数が VPC のゾーンの数と違います。",
            why: "各ゾーンには種類ごとにサブネットが 1 つずつでき、最初の範囲が最初のゾーンに入ります。`zones` を省略するとプライベートサブネットの数がゾーンの数になります。",
            fix: "ゾーンと同じ数の範囲を書くか、`zones` を変えてください。",
        }
        ko {
            say: "`{field}`에 범위가 {count}개인데 영역은 {zones}개입니다",
            help: "영역마다 범위를 하나씩 쓰십시오",
            what: "서브넷 목록의 수가 VPC의 영역 수와 다릅니다.",
            why: "각 영역에는 종류마다 서브넷이 하나씩 생기며 첫 범위가 첫 영역에 들어갑니다. `zones`를 생략하면 프라이빗 서브넷의 수가 영역의 수가 됩니다.",
            fix: "영역과 같은 수의 범위를 쓰거나 `zones`를 바꾸십시오.",
        }
        example: "stage dev { vpc { private_subnets: [\"10.0.32.0/20\", \"10.0.48.0/20\"]; endpoints: [\"ssm\"]; } }"
    }

    error subnet_size(range, better) {
        en {
            say: "a subnet with the range {range}: AWS takes /16 to /28",
            help: "write \"{better}\"",
            what: "A subnet's range is larger or smaller than AWS allows.",
            why: "AWS makes subnets with 16 to 65,536 addresses, and keeps five of them: a /28 has 11 for use.",
            fix: "Write a range of /16 to /28. A /20 has 4,091 addresses for use.",
        }
        ja {
            say: "サブネットの範囲が {range} になっていますが、AWS で使えるのは /16 から /28 です",
            help: "\"{better}\" と書いてください",
            what: "サブネットの範囲が AWS の許す大きさではありません。",
            why: "AWS のサブネットは 16〜65,536 アドレスで、そのうち 5 個は AWS が使います。/28 で使えるのは 11 個です。",
            fix: "/16〜/28 の範囲を書いてください。/20 なら 4,091 アドレスが使えます。",
        }
        ko {
            say: "서브넷의 범위가 {range}인데 AWS에서는 /16부터 /28까지입니다",
            help: "\"{better}\"라고 쓰십시오",
            what: "서브넷의 범위가 AWS가 허용하는 크기가 아닙니다.",
            why: "AWS의 서브넷은 주소 16~65,536개이며 그중 다섯 개는 AWS가 씁니다. /28에서 쓸 수 있는 것은 11개입니다.",
            fix: "/16~/28의 범위를 쓰십시오. /20이면 주소 4,091개를 쓸 수 있습니다.",
        }
        example: "stage dev { vpc { private_subnets: [\"10.0.1.0/24\", \"10.0.2.0/24\"]; endpoints: [\"ssm\"]; } }"
    }

    error subnet_bits(range, better) {
        en {
            say: "{range} has bits set behind its prefix",
            help: "write \"{better}\"",
            what: "The address of a subnet's range is not its first one.",
            why: "A /20 begins at every sixteenth third number: 10.0.0.0, 10.0.16.0, 10.0.32.0 and so on. AWS would move the range to the one before, where another subnet may be.",
            fix: "Write the first address of the range that you mean.",
        }
        ja {
            say: "{range} はプレフィックスより後ろのビットが 0 ではありません",
            help: "\"{better}\" と書いてください",
            what: "サブネットの範囲の先頭ではないアドレスが書かれています。",
            why: "/20 の先頭は 10.0.0.0、10.0.16.0、10.0.32.0 のように 3 番目の数が 16 の倍数です。AWS は手前の範囲に直しますが、そこには別のサブネットがあるかもしれません。",
            fix: "意図した範囲の先頭のアドレスを書いてください。",
        }
        ko {
            say: "{range}은(는) 접두사 뒤의 비트가 0이 아닙니다",
            help: "\"{better}\"라고 쓰십시오",
            what: "서브넷 범위의 첫 주소가 아닌 주소가 쓰여 있습니다.",
            why: "/20은 10.0.0.0, 10.0.16.0, 10.0.32.0처럼 세 번째 수가 16의 배수인 곳에서 시작합니다. AWS는 앞쪽 범위로 바꾸는데 그곳에는 다른 서브넷이 있을 수 있습니다.",
            fix: "뜻한 범위의 첫 주소를 쓰십시오.",
        }
        example: "stage dev { vpc { private_subnets: [\"10.0.0.0/20\", \"10.0.16.0/20\"]; endpoints: [\"ssm\"]; } }"
    }

    error subnet_outside(range, cidr, better) {
        en {
            say: "{range} is not inside of the VPC's range {cidr}",
            help: "write \"{better}\"",
            what: "A subnet has addresses that the VPC does not have.",
            why: "A subnet is a part of its VPC. AWS refuses one with other addresses.",
            fix: "Write a part of the VPC's range, or another `cidr`.",
        }
        ja {
            say: "{range} は VPC の範囲 {cidr} の中にありません",
            help: "\"{better}\" と書いてください",
            what: "サブネットに VPC の範囲外のアドレスがあります。",
            why: "サブネットは VPC の一部です。範囲外のアドレスを持つサブネットを AWS は拒否します。",
            fix: "VPC の範囲の一部を書くか、`cidr` を変えてください。",
        }
        ko {
            say: "{range}은(는) VPC의 범위 {cidr} 안에 없습니다",
            help: "\"{better}\"라고 쓰십시오",
            what: "서브넷에 VPC의 범위 밖 주소가 있습니다.",
            why: "서브넷은 VPC의 일부입니다. 범위 밖 주소를 가진 서브넷을 AWS는 거부합니다.",
            fix: "VPC 범위의 일부를 쓰거나 `cidr`을 바꾸십시오.",
        }
        example: "stage dev { vpc { cidr: \"10.8.0.0/16\"; private_subnets: [\"10.8.0.0/20\", \"10.8.16.0/20\"]; endpoints: [\"ssm\"]; } }"
    }

    error subnet_overlap(range, other) {
        en {
            say: "the subnets {range} and {other} overlap",
            help: "write a range that no other subnet has",
            what: "Two subnets share addresses.",
            why: "Each address of a VPC is in one subnet. AWS refuses the second subnet, after it has made the first.",
            fix: "Move one of them: two ranges overlap when one of them is the same as, or a part of, the other.",
        }
        ja {
            say: "サブネット {range} と {other} が重なっています",
            help: "他のサブネットと重ならない範囲を書いてください",
            what: "2 つのサブネットが同じアドレスを含んでいます。",
            why: "VPC の各アドレスは 1 つのサブネットに属します。AWS は 1 つ目を作った後で 2 つ目を拒否します。",
            fix: "どちらかを動かしてください。一方が他方と同じか、その一部であるとき、2 つの範囲は重なります。",
        }
        ko {
            say: "서브넷 {range}와(과) {other}이(가) 겹칩니다",
            help: "다른 서브넷과 겹치지 않는 범위를 쓰십시오",
            what: "두 서브넷이 같은 주소를 가지고 있습니다.",
            why: "VPC의 각 주소는 한 서브넷에 속합니다. AWS는 첫 번째를 만든 뒤에 두 번째를 거부합니다.",
            fix: "하나를 옮기십시오. 한쪽이 다른 쪽과 같거나 그 일부이면 두 범위는 겹칩니다.",
        }
        example: "stage dev { vpc { private_subnets: [\"10.0.0.0/20\", \"10.0.16.0/20\"]; endpoints: [\"ssm\"]; } }"
    }

    error subnets_missing(field) {
        en {
            say: "some subnets are written, so `{field}` must be written too",
            what: "The ranges of some subnets are written and those of others are not.",
            why: "What pocket chose for the others would depend on what is written, and would move, with everything in it, when that changes.",
            fix: "Write `private_subnets`, and with a NAT `public_subnets` too; or none of them.",
        }
        ja {
            say: "一部のサブネットが書かれているので、`{field}` も書く必要があります",
            what: "範囲が書かれているサブネットと、書かれていないサブネットがあります。",
            why: "残りを pocket が選ぶと、書かれた範囲に左右され、変更のたびに中身ごと移動してしまいます。",
            fix: "`private_subnets` と、NAT があれば `public_subnets` も書くか、どちらも書かないでください。",
        }
        ko {
            say: "일부 서브넷이 쓰여 있으므로 `{field}`도 써야 합니다",
            what: "어떤 서브넷의 범위는 쓰여 있고 다른 것은 쓰여 있지 않습니다.",
            why: "나머지를 pocket이 고르면 쓰인 것에 따라 정해지므로 그것이 바뀔 때 안에 있는 것과 함께 옮겨집니다.",
            fix: "`private_subnets`와, NAT가 있으면 `public_subnets`도 쓰거나 모두 쓰지 마십시오.",
        }
        example: "stage dev { vpc { nat; public_subnets: [\"10.0.0.0/20\", \"10.0.16.0/20\"]; private_subnets: [\"10.0.32.0/20\", \"10.0.48.0/20\"]; } neon; }"
    }

    error no_room(endpoints, wanted, range, usable) {
        en {
            say: "{endpoints} endpoints and the functions want {wanted} addresses in each private subnet, and {range} has {usable}",
            help: "write larger subnets, or a larger `cidr`",
            what: "The private subnets are too small for what is in them.",
            why: "Each interface endpoint takes an address in each private subnet, and so do the functions. AWS keeps five addresses of every subnet for itself.",
            fix: "Write larger ranges. Addresses cost nothing.",
        }
        ja {
            say: "各プライベートサブネットには {endpoints} 個のエンドポイントと関数で {wanted} アドレスが必要ですが、{range} で使えるのは {usable} 個です",
            help: "サブネットか `cidr` の範囲を広げてください",
            what: "プライベートサブネットが中に置くものに対して小さすぎます。",
            why: "インターフェイスエンドポイントと関数は、それぞれのプライベートサブネットでアドレスを使います。各サブネットの 5 アドレスは AWS が使います。",
            fix: "範囲を広げてください。アドレスに料金はかかりません。",
        }
        ko {
            say: "각 프라이빗 서브넷에는 엔드포인트 {endpoints}개와 함수를 위해 주소 {wanted}개가 필요한데 {range}에서 쓸 수 있는 것은 {usable}개입니다",
            help: "서브넷이나 `cidr`의 범위를 넓히십시오",
            what: "프라이빗 서브넷이 안에 둘 것에 비해 너무 작습니다.",
            why: "인터페이스 엔드포인트와 함수는 프라이빗 서브넷마다 주소를 하나씩 씁니다. 각 서브넷의 다섯 주소는 AWS가 씁니다.",
            fix: "범위를 넓히십시오. 주소에는 요금이 없습니다.",
        }
        example: "stage dev { vpc { private_subnets: [\"10.0.0.0/27\", \"10.0.0.32/27\"]; endpoints: [\"ssm\"]; } }"
    }

    warning cidr_of_docker(range) {
        en {
            say: "{range} overlaps 172.17.0.0/16, which some AWS services use themselves",
            help: "write another range, such as `cidr: \"10.0.0.0/16\";`",
            what: "The VPC's range has addresses that Docker, and with it some AWS services, takes for its own containers.",
            why: "AWS makes such a VPC, and advises against it: from SageMaker or Cloud9, for example, these addresses would not be reached.",
            fix: "Write another private range while nothing is deployed: a VPC cannot change its range later.",
        }
        ja {
            say: "{range} は、一部の AWS サービスが自分で使う 172.17.0.0/16 と重なっています",
            help: "`cidr: \"10.0.0.0/16\";` のような別の範囲を書いてください",
            what: "VPC の範囲に、Docker とそれを使う一部の AWS サービスが自分のコンテナーに使うアドレスが含まれています。",
            why: "AWS はこのような VPC を作りますが、推奨していません。例えば SageMaker や Cloud9 からこのアドレスには到達できません。",
            fix: "デプロイする前に別のプライベートな範囲にしてください。VPC の範囲は後から変更できません。",
        }
        ko {
            say: "{range}은(는) 일부 AWS 서비스가 스스로 쓰는 172.17.0.0/16과 겹칩니다",
            help: "`cidr: \"10.0.0.0/16\";` 같은 다른 범위를 쓰십시오",
            what: "VPC의 범위에 Docker와 그것을 쓰는 일부 AWS 서비스가 자기 컨테이너에 쓰는 주소가 들어 있습니다.",
            why: "AWS는 이런 VPC를 만들지만 권하지 않습니다. 예를 들어 SageMaker나 Cloud9에서는 이 주소에 도달할 수 없습니다.",
            fix: "배포하기 전에 다른 사설 범위로 바꾸십시오. VPC의 범위는 나중에 바꿀 수 없습니다.",
        }
        example: "stage dev { vpc { cidr: \"172.18.0.0/16\"; nat; } neon; }"
    }
}
