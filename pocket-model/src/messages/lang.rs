//! The languages.

/// A language that pocket speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
}

impl Lang {
    /// All of them, in the order of every text of the catalogue.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Ja, Lang::Ko];

    /// `en`, `ja` or `ko`. Source: ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ja => "ja",
            Lang::Ko => "ko",
        }
    }

    /// The language of a code or of a POSIX locale: `ja`, `ja_JP.UTF-8`, `ko-KR`. `None` for one that pocket does not speak.
    pub fn parse(text: &str) -> Option<Lang> {
        let word = text.split(['_', '-', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Lang::ALL.into_iter().find(|lang| lang.code() == word)
    }

    /// The language that the environment asks for: `POCKET_LANG`, else what POSIX asks programs to look at, in its order. English without any.
    /// Source: POSIX.1-2017, "Environment Variables", 8.2.
    pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        if let Some(lang) = set("POCKET_LANG").as_deref().and_then(Lang::parse) {
            return lang;
        }
        // The first that is set decides, also for a language that pocket does not speak: `LC_ALL=C` turns `LANG=ja_JP` off.
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        locale.as_deref().and_then(Lang::parse).unwrap_or_default()
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    fn of(variables: &[(&str, &str)]) -> Lang {
        Lang::of_environment(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_string()))
    }

    #[test]
    fn the_environment_decides() {
        assert_eq!(of(&[]), Lang::En);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8")]), Lang::Ja);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "C")]), Lang::En);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8"), ("LC_ALL", "")]), Lang::Ja);
        assert_eq!(of(&[("LANG", "ja_JP.UTF-8"), ("POCKET_LANG", "ko")]), Lang::Ko);
        assert_eq!(of(&[("LANG", "ko_KR.UTF-8"), ("POCKET_LANG", "fr")]), Lang::Ko);
        assert_eq!(of(&[("LANG", "fr_FR.UTF-8")]), Lang::En);
    }
}
