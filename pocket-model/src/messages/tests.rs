use super::{Page, pages};
use std::collections::BTreeSet;

/// The names in braces: `{name}`. Doubled braces are braces of the text.
fn placeholders(text: &str) -> BTreeSet<String> {
    let text = text.replace("{{", " ").replace("}}", " ");
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_string()).collect()
}

#[test]
fn every_language_shows_the_same_values() {
    for Page { code, say, help, .. } in pages() {
        let [en, ja, ko] = say.map(placeholders);
        assert!(en == ja && en == ko, "{code}: en shows {en:?}, ja {ja:?}, ko {ko:?}");
        let [en, ja, ko] = help.map(|text| text.map(placeholders));
        assert!(en == ja && en == ko, "help of {code}: en shows {en:?}, ja {ja:?}, ko {ko:?}");
    }
}

#[test]
fn every_text_is_in_its_language() {
    let kana = |c: char| ('\u{3040}'..='\u{30ff}').contains(&c);
    let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    for page in pages() {
        let texts =
            [page.say, page.what, page.why, page.fix].into_iter().chain(page.help[0].and(Some(page.help.map(Option::unwrap_or_default))));
        for [en, ja, ko] in texts {
            assert!(en.is_ascii() || !en.chars().any(|c| kana(c) || hangul(c)), "{}: {en}", page.code);
            assert!(ja.chars().any(kana), "{} is not Japanese: {ja}", page.code);
            assert!(ko.chars().any(hangul), "{} is not Korean: {ko}", page.code);
        }
    }
}

#[test]
fn a_code_has_one_page() {
    let mut seen = BTreeSet::new();
    for page in pages() {
        assert!(seen.insert(page.code), "two pages for {}", page.code);
        assert!(!page.say[0].ends_with('.'), "{}: a message is one sentence without a full stop", page.code);
        assert!(page.what[0].ends_with('.') && page.why[0].ends_with('.'), "{}: a page is in sentences", page.code);
    }
}
