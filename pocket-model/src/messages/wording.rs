//! A text in every language, and what may stand in one.

use super::Lang;
use std::fmt::Display;

/// A text in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording([String; 3]);

impl Wording {
    /// In the order of [`Lang::ALL`].
    pub fn new(texts: [String; 3]) -> Self {
        Wording(texts)
    }

    /// The wording, if no language is without a text.
    pub fn all(texts: [Option<String>; 3]) -> Option<Self> {
        let [en, ja, ko] = texts;
        Some(Wording([en?, ja?, ko?]))
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
