//! A text in every language, and what may stand in one.

use super::Lang;
use std::fmt::Display;

/// A text in every language. Boxed: a diagnostic has several, and is passed about in results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording(Box<[String; 3]>);

impl Wording {
    /// In the order of [`Lang::ALL`].
    pub fn new(texts: [String; 3]) -> Self {
        let [en, ja, ko] = texts;
        Wording(Box::new([en, spaced(&ja), with_particles(&ko)]))
    }

    /// The wording, if no language is without a text.
    pub fn all(texts: [Option<String>; 3]) -> Option<Self> {
        let [en, ja, ko] = texts;
        Some(Wording::new([en?, ja?, ko?]))
    }

    /// The text in a language.
    pub fn text(&self, lang: Lang) -> &str {
        &self.0[lang.index()]
    }

    /// Several wordings, one after the other with a separator of their language: `; ` or `、`.
    pub fn joined(parts: &[Wording], separators: [&str; 3]) -> Wording {
        let text = |lang: Lang| parts.iter().map(|part| part.text(lang)).collect::<Vec<_>>().join(separators[lang.index()]);
        Wording(Box::new(Lang::ALL.map(text)))
    }
}

/// Japanese has a space between its own letters and code, and none between two of its own: a message has one beside each placeholder, and what stands
/// there may be either. What is quoted is the user's own and stays as it is.
fn spaced(text: &str) -> String {
    let japanese = |c: char| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let mut out = String::with_capacity(text.len());
    let mut quoted = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match quoted {
            Some(quote) if quote == letter => quoted = None,
            None if matches!(letter, '`' | '"') => quoted = Some(letter),
            _ => {}
        }
        let between = quoted.is_none() && letter == ' ' && out.chars().next_back().is_some_and(japanese);
        if !(between && letters.peek().is_some_and(|next| japanese(*next))) {
            out.push(letter);
        }
    }
    out
}

/// The same text in every language: names and code.
impl From<String> for Wording {
    fn from(text: String) -> Self {
        Wording(Box::new([text.clone(), text.clone(), text]))
    }
}

impl From<&str> for Wording {
    fn from(text: &str) -> Self {
        text.to_string().into()
    }
}

/// What may stand in a message: a value, which is the same in every language, or a wording.
pub trait Say {
    /// The text in a language.
    fn say(&self, lang: Lang) -> String;
}

impl<T: Display + ?Sized> Say for T {
    fn say(&self, _lang: Lang) -> String {
        self.to_string()
    }
}

impl Say for Wording {
    fn say(&self, lang: Lang) -> String {
        self.text(lang).to_string()
    }
}

impl Say for &Wording {
    fn say(&self, lang: Lang) -> String {
        self.text(lang).to_string()
    }
}

/// The forms of Korean particles: both in one, after a final consonant, after a vowel.
const PARTICLES: [[&str; 3]; 6] = [
    ["은(는)", "은", "는"],
    ["이(가)", "이", "가"],
    ["을(를)", "을", "를"],
    ["과(와)", "과", "와"],
    ["(으)로", "으로", "로"],
    ["(이)라", "이라", "라"],
];

/// A Korean particle depends on the sound before it. After code, whose sound nobody knows, both forms stay; a phrase in Korean takes the one that is right.
fn with_particles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let before = out.chars().next_back().filter(|letter| ('가'..='힣').contains(letter));
        let particle = PARTICLES.iter().find(|[both, ..]| rest.starts_with(both));
        if let (Some(before), Some([both, consonant, vowel])) = (before, particle) {
            // Unicode orders the syllables by their 28 finals. `로` also follows the final ㄹ, the eighth.
            let last = (u32::from(before) - u32::from('가')) % 28;
            let open = last == 0 || (last == 8 && *vowel == "로");
            out.push_str(if open { vowel } else { consonant });
            rest = &rest[both.len()..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{spaced, with_particles};

    #[test]
    fn a_particle_follows_the_sound_before_it() {
        assert_eq!(with_particles("단어이(가) 필요한데 블록의 끝이(가) 나왔습니다"), "단어가 필요한데 블록의 끝이 나왔습니다");
        assert_eq!(with_particles("`neon`은(는) 파일(으)로, 이름(으)로"), "`neon`은(는) 파일로, 이름으로");
    }

    #[test]
    fn a_space_stands_between_japanese_and_code_only() {
        assert_eq!(
            spaced("`every` の後の `stage` が必要ですが、ブロックの終わり が書かれています"),
            "`every` の後の `stage` が必要ですが、ブロックの終わりが書かれています"
        );
        assert_eq!(spaced("`512mb` のようなサイズ で、`あ い` は書けません"), "`512mb` のようなサイズで、`あ い` は書けません");
    }
}
