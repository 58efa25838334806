//! What the rules on `efs_cache` say.

use crate::messages::messages;

messages! { "efs_cache";
    error archive_days(days, known, better) {
        en {
            say: "files cannot be archived after {days} days: EFS takes {known}",
            help: "write `archive_after: {better}d;`",
            what: "The time after which unread files move to cheaper storage is not one that EFS has.",
            why: "A lifecycle policy of EFS takes one of a few numbers of days, and refuses the others when the file system is made.",
            fix: "Write one of the days that the message lists, or delete the line: without it all files stay in the storage class they are written to.",
        }
        ja {
            say: "{days} 日後にファイルを移行することはできません。EFS で使えるのは {known} 日です",
            help: "`archive_after: {better}d;` と書いてください",
            what: "読まれないファイルを低コストのストレージに移すまでの日数が、EFS で選べる値ではありません。",
            why: "EFS のライフサイクルポリシーで選べる日数は決まっていて、それ以外はファイルシステムの作成時に拒否されます。",
            fix: "メッセージにある日数を書くか、この行を削除してください。省略すると、ファイルは書き込まれたストレージクラスのままです。",
        }
        ko {
            say: "{days}일 뒤에 파일을 전환할 수 없습니다. EFS에서 쓸 수 있는 값은 {known}일입니다",
            help: "`archive_after: {better}d;`라고 쓰십시오",
            what: "읽지 않는 파일을 저렴한 스토리지로 전환하기까지의 일수가 EFS에서 고를 수 있는 값이 아닙니다.",
            why: "EFS의 수명 주기 정책에서 고를 수 있는 일수는 정해져 있으며 다른 값은 파일 시스템을 만들 때 거부됩니다.",
            fix: "메시지에 있는 일수를 쓰거나 이 줄을 지우십시오. 생략하면 파일은 쓰인 스토리지 클래스에 그대로 있습니다.",
        }
        example: "stage dev { efs_cache { archive_after: 30d; } }"
    }
}
