//! A text in every language, and what may stand in one.

use super::Lang;
use std::fmt::Display;

/// A text in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording([String; 3]);

impl Wording {
    /// In the order of [`Lang::ALL`].
    pub fn new(texts: [String; 3]) -> Self {
        let [en, ja, ko] = texts;
        Wording([en, spaced(&ja), ko])
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
        Wording(Lang::ALL.map(text))
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
        Wording([text.clone(), text.clone(), text])
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

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn a_space_stands_between_japanese_and_code_only() {
        assert_eq!(spaced("`every` の後の `stage` が必要ですが、ブロックの終わり が書かれています"), "`every` の後の `stage` が必要ですが、ブロックの終わりが書かれています");
        assert_eq!(spaced("`512mb` のようなサイズ で、`あ い` は書けません"), "`512mb` のようなサイズで、`あ い` は書けません");
    }
}
