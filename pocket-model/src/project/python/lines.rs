//! Python as logical lines: a statement with all that its brackets and strings hold, however many lines it takes.

/// A logical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its first line, counted from 1.
    pub(super) number: u32,
    /// Blanks before it.
    pub(super) indent: usize,
    /// The statement with its comments.
    pub(super) text: &'a str,
}

/// The logical lines of a text, without empty ones; `None` for a text whose strings or brackets do not end.
pub(super) fn lines(text: &str) -> Option<Vec<Line<'_>>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut number) = (0, 1);
    while at < bytes.len() {
        let start = at;
        let first = number;
        let mut depth = 0_usize;
        while at < bytes.len() {
            match bytes[at] {
                b'\n' if depth == 0 => break,
                b'\n' => number += 1,
                b'#' => {
                    at += bytes[at..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - at);
                    continue;
                }
                b'\\' if bytes.get(at + 1) == Some(&b'\r') && bytes.get(at + 2) == Some(&b'\n') => {
                    at += 2;
                    number += 1;
                }
                b'\\' if bytes.get(at + 1) == Some(&b'\n') => {
                    at += 1;
                    number += 1;
                }
                b'"' | b'\'' => {
                    let end = string_end(bytes, at)?;
                    number += u32::try_from(bytes[at..end].iter().filter(|byte| **byte == b'\n').count()).ok()?;
                    at = end;
                    continue;
                }
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            at += 1;
        }
        if depth > 0 {
            return None;
        }
        let line = &text[start..at];
        let body = line.trim_start_matches([' ', '\t', '\u{c}', '\u{feff}']);
        if !body.trim().is_empty() && !body.starts_with('#') {
            found.push(Line { number: first, indent: line.len() - body.len(), text: body });
        }
        at += 1;
        number += 1;
    }
    Some(found)
}

/// Where the string that begins at a quote ends: behind its last quote.
pub(super) fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = bytes[start];
    let triple = bytes.get(start + 1) == Some(&quote) && bytes.get(start + 2) == Some(&quote);
    let mut at = start + if triple { 3 } else { 1 };
    loop {
        match *bytes.get(at)? {
            b'\\' => at += 2,
            b'\n' if !triple => return None,
            byte if byte == quote && !triple => return Some(at + 1),
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) && bytes.get(at + 2) == Some(&quote) => return Some(at + 3),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(text: &str) -> Option<Vec<(u32, usize, String)>> {
        Some(lines(text)?.iter().map(|line| (line.number, line.indent, line.text.split_whitespace().collect())).collect())
    }

    #[test]
    fn statements_span_lines() {
        let text = "# c\nA = [\n  1, # ]\n  2,\n]\n\n'''doc\n\"x'''\nB = 'it\\'s'\nif X:\n    C = 1 + \\\n      2\nD = \"#\"\n";
        let expected =
            [(2, 0, "A=[1,#]2,]"), (7, 0, "'''doc\"x'''"), (9, 0, "B='it\\'s'"), (10, 0, "ifX:"), (11, 4, "C=1+\\2"), (13, 0, "D=\"#\"")];
        let found = numbered(text).expect("it ends");
        assert_eq!(found.iter().map(|(line, indent, text)| (*line, *indent, text.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_does_not_end_is_not_read() {
        for text in ["A = [1", "A = 'x\n", "A = '''x", "A = 1]", "A = 'x\\"] {
            assert_eq!(numbered(text), None, "{text}");
        }
        assert_eq!(numbered(""), Some(Vec::new()));
    }
}
