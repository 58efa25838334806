//! As much of TOML as pyproject.toml and uv.lock are read for: the strings and the lists of strings of a section.

/// The text of a value, from behind its `=` to its end: the rest of the line, or up to the bracket that closes it. With the number of its line.
pub(crate) fn value<'a>(text: &'a str, section: &str, key: &str) -> Option<(&'a str, u32)> {
    let mut current = "";
    let mut offset = 0;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let start = offset;
        offset += line.len();
        let trimmed = line.trim();
        if trimmed.starts_with('[') && trimmed.ends_with(']') {
            current = trimmed.trim_matches(['[', ']', ' ']);
        } else if current == section
            && let Some((name, first)) = trimmed.split_once('=')
            && name.trim().trim_matches('"') == key
        {
            let from = start + line.find('=')? + 1;
            let rest = &text[from..];
            let end = if first.trim_start().starts_with('[') { list_end(rest) } else { rest.find('\n') };
            return Some((rest[..end.unwrap_or(rest.len())].trim(), number));
        }
    }
    None
}

/// The content of a one-line string.
pub(crate) fn string<'a>(text: &'a str, section: &str, key: &str) -> Option<&'a str> {
    let (value, _) = value(text, section, key)?;
    let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
    value[1..].split(quote).next()
}

/// The strings of a list, each with its line.
pub(crate) fn strings(text: &str, section: &str, key: &str) -> Vec<(String, u32)> {
    let Some((value, first)) = value(text, section, key) else { return Vec::new() };
    let mut found = Vec::new();
    for (number, line) in (first..).zip(value.lines()) {
        let mut rest = line;
        while let Some(start) = rest.find(['"', '\'', '#']) {
            let quote = &rest[start..=start];
            let Some((string, after)) = rest[start + 1..].split_once(quote).filter(|_| quote != "#") else { break };
            found.push((string.to_string(), number));
            rest = after;
        }
    }
    found
}

/// The keys of a section with their lines.
pub(crate) fn keys(text: &str, section: &str) -> Vec<(String, u32)> {
    let mut current = "";
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.starts_with('[') {
            current = line.trim_matches(['[', ']', ' ']);
        } else if current == section
            && let Some((name, _)) = line.split_once('=')
            && !line.starts_with('#')
        {
            found.push((name.trim().trim_matches('"').to_string(), number));
        }
    }
    found
}

/// Behind the bracket that closes the first one.
fn list_end(text: &str) -> Option<usize> {
    let (mut depth, mut quote, mut comment) = (0_u32, None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (_, '\n') => comment = false,
            _ if comment => {}
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => comment = true,
            (None, '[') => depth += 1,
            (None, ']') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[project]\nname = \"x\"\nrequires-python = '>=3.12' # why\ndependencies = [\n  \"django>=5\", # it's [the] one\n  'uvicorn[standard]',\n]\n\n\
                        [tool.poetry.dependencies]\npython = \"^3.12\"\ndjango = { version = \"5\" }\n";

    #[test]
    fn it_is_read_by_section() {
        assert_eq!(string(TEXT, "project", "requires-python"), Some(">=3.12"));
        assert_eq!(string(TEXT, "tool.ruff", "requires-python"), None);
        assert_eq!(string("version = 1\nrequires-python = \">=3.11\"\n[[package]]\n", "", "requires-python"), Some(">=3.11"));
        assert_eq!(strings(TEXT, "project", "dependencies"), [("django>=5".to_string(), 5), ("uvicorn[standard]".to_string(), 6)]);
        assert_eq!(strings("[project]\ndependencies = [\"a\", \"b\"]\n", "project", "dependencies").len(), 2);
        assert_eq!(keys(TEXT, "tool.poetry.dependencies"), [("python".to_string(), 10), ("django".to_string(), 11)]);
    }
}
