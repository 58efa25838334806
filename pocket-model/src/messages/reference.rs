//! The pages as people read them, and all of them as docs/errors.md.

use super::{Lang, Page, pages};
use crate::diag::Severity;
use crate::phrases;
use std::fmt::Write;

phrases! {
    title() { en: "What pocket refuses", ja: "pocket が拒否するもの", ko: "pocket이 거부하는 것" }
    intro() {
        en: "Every mistake that pocket finds in a program has a code; the compiler shows it in brackets. `cargo run -- explain CODE` prints its page, and so does `pocket explain CODE` for a program that does not compile. Names in ‹ › stand for your own values. Warnings do not stop a build: `check` and `plan` show them, and `--deny-warnings` makes them mistakes.",
        ja: "pocket がプログラムの中に見つけるエラーにはすべてコードがあり、コンパイラーが角括弧で表示します。`cargo run -- explain CODE` でそのページを表示できます。プログラムがコンパイルできないときは `pocket explain CODE` を使ってください。‹ › の名前には実際の値が入ります。警告はビルドを止めません。`check` と `plan` が表示し、`--deny-warnings` を付けるとエラーになります。",
        ko: "pocket이 프로그램에서 찾는 모든 오류에는 코드가 있으며 컴파일러가 대괄호로 보여 줍니다. `cargo run -- explain CODE`가 그 페이지를 출력합니다. 프로그램이 컴파일되지 않을 때는 `pocket explain CODE`를 쓰십시오. ‹ › 안의 이름에는 실제 값이 들어갑니다. 경고는 빌드를 막지 않습니다. `check`와 `plan`이 보여 주며 `--deny-warnings`를 붙이면 오류가 됩니다."
    }
    generated(command) {
        en: "Generated from pocket-model; `{command}` writes it anew.",
        ja: "pocket-model から生成したものです。`{command}` で書き直せます。",
        ko: "pocket-model에서 생성한 문서입니다. `{command}`로 다시 씁니다."
    }
    what() { en: "What is wrong", ja: "何が問題か", ko: "무엇이 문제인가" }
    why() { en: "Why", ja: "理由", ko: "이유" }
    fix() { en: "How to fix it", ja: "直し方", ko: "고치는 방법" }
    example() { en: "An example that compiles", ja: "コンパイルできる例", ko: "컴파일되는 예" }
    warning() { en: "warning", ja: "警告", ko: "경고" }
}

impl Page {
    /// What stands before `::` in the code: a kind, or a part of the language.
    pub fn group(&self) -> &'static str {
        self.code.split_once("::").map_or(self.code, |(group, _)| group)
    }

    /// What stands after it.
    pub fn rule(&self) -> &'static str {
        self.code.split_once("::").map_or(self.code, |(_, rule)| rule)
    }

    /// The sentence, with `‹name›` for each value.
    pub fn sentence(&self, lang: Lang) -> String {
        shown(self.say[lang.index()])
    }

    /// The text to type, with `‹name›` for each value.
    pub fn shown_help(&self, lang: Lang) -> Option<String> {
        self.help[lang.index()].map(shown)
    }

    /// Heading and text of each part of the page.
    pub fn parts(&self, lang: Lang) -> [(String, &'static str); 3] {
        [(what(), self.what), (why(), self.why), (fix(), self.fix)]
            .map(|(heading, texts)| (heading.text(lang).to_string(), texts[lang.index()]))
    }

    /// A line of the example for each statement that stands outside of all braces.
    pub fn example_lines(&self) -> Vec<&'static str> {
        let (mut lines, mut depth, mut begin) = (Vec::new(), 0_usize, 0);
        for (index, letter) in self.example.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(letter, '}' | ';') {
                lines.push(self.example[begin..=index].trim());
                begin = index + 1;
            }
        }
        lines.push(self.example[begin..].trim());
        lines.retain(|line| !line.is_empty());
        lines
    }
}

/// `{name}` as `‹name›`, and doubled braces as braces.
fn shown(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(index) = rest.find(['{', '}']) {
        out.push_str(&rest[..index]);
        let (brace, after) = rest[index..].split_at(1);
        rest = match (after.strip_prefix(brace), after.split_once('}')) {
            (Some(after), _) => {
                out.push_str(brace);
                after
            }
            (None, Some((name, after))) => {
                out.push('‹');
                out.push_str(name);
                out.push('›');
                after
            }
            (None, None) => after,
        };
    }
    out + rest
}

/// The heading over an example.
pub fn example_heading(lang: Lang) -> String {
    example().text(lang).to_string()
}

/// All pages in a language, as Markdown.
pub fn markdown(lang: Lang) -> String {
    let command = "UPDATE_DOCS=1 cargo test --test conventions";
    let mut out = format!("<!-- {} -->\n\n# {}\n\n{}\n", generated(command).text(lang), title().text(lang), intro().text(lang));
    let mut group = "";
    let mut sorted: Vec<&Page> = pages().collect();
    sorted.sort_by_key(|page| page.code);
    for page in sorted {
        if page.group() != group {
            group = page.group();
            let _ = write!(out, "\n## {group}\n");
        }
        let tag = if page.severity == Severity::Warning { format!(" ({})", warning().text(lang)) } else { String::new() };
        let _ = write!(out, "\n### `{}`{tag}\n\n> {}\n", page.code, page.sentence(lang));
        if let Some(help) = page.shown_help(lang) {
            let _ = write!(out, ">\n> help: {help}\n");
        }
        for (heading, text) in page.parts(lang) {
            let _ = write!(out, "\n**{heading}**: {text}\n");
        }
        let _ = write!(out, "\n```text\n{}\n```\n", page.example_lines().join("\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn values_have_a_name_and_braces_stand_for_themselves() {
        assert_eq!(shown("write `neon {{ {field}: \"{better}\"; }}`"), "write `neon { ‹field›: \"‹better›\"; }`");
        assert_eq!(shown("plain"), "plain");
    }
}
