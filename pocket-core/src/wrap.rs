//! Text in lines and columns, by the width that a terminal gives each letter: two columns for a Japanese or Korean one.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a text.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text, filled up with spaces to a width. Formatting with `{:<28}` would count letters.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text in lines of at most so many columns. Japanese breaks between any two letters, but for punctuation that may not begin or end a line.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > columns {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// What stays together: a word with the space after it, or a Japanese letter with its punctuation.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let mut code = false;
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        // Code is copied: it stays in one line.
        code ^= letter == '`';
        let Some((next_at, next)) = letters.peek().copied() else { break };
        let after_space = letter == ' ' && next != ' ';
        let japanese = (is_japanese(letter) && !OPENING.contains(letter) || is_japanese(next))
            && !CLOSING.contains(next)
            && letter != ' '
            && next != ' ';
        let opened = OPENING.contains(letter);
        if !code && (after_space || (japanese && !opened)) {
            pieces.push(&text[begin..next_at]);
            begin = next_at;
        }
    }
    pieces.push(&text[begin..]);
    pieces
}

/// May not end a line. Source: JIS X 4051, "opening brackets".
const OPENING: &str = "（「『【(";
/// May not begin a line. Source: JIS X 4051, "closing brackets", "full stops", "commas" and small kana.
const CLOSING: &str = "）」』】、。，．・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ?!:;,.)";

/// Kana, kanji and full-width punctuation. Hangul is written with spaces between its words.
fn is_japanese(letter: char) -> bool {
    letter.width() == Some(2) && !('\u{1100}'..='\u{11ff}').contains(&letter) && !('\u{ac00}'..='\u{d7a3}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_and_korean_break_at_spaces() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("버킷 이름에 점이 들어 있습니다.", 12), ["버킷 이름에", "점이 들어", "있습니다."]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn japanese_breaks_between_letters_but_not_before_a_full_stop() {
        let lines = wrap("バケット名にドットがあります。", 16);
        assert_eq!(lines, ["バケット名にドッ", "トがあります。"]);
        assert_eq!(wrap("あいう。え", 6), ["あい", "う。え"]);
        assert!(wrap("値は（例）です", 6).iter().all(|line| !line.ends_with('（') && !line.starts_with('）')));
    }

    #[test]
    fn code_is_not_torn() {
        assert_eq!(wrap("write `secret SECRET_KEY: password(50);` here", 12), ["write", "`secret SECRET_KEY: password(50);`", "here"]);
    }

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(pad("秘密", 6), "秘密  ");
        assert_eq!(pad("secret", 4), "secret");
    }
}
