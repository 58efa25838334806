//! A management command as one line: words in quotes as a shell reads them, and nothing else of a shell.

/// Why a line is no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// Nothing but spaces.
    Empty,
    /// A quote that is not closed.
    Open(char),
    /// `python manage.py` before it, with what follows.
    Prefix(String),
    /// A word that only a shell knows.
    Shell(String),
}

const OF_A_SHELL: [&str; 9] = ["&&", "||", "|", ";", ">", ">>", "<", "&", "2>&1"];

/// The words of the line.
pub(super) fn words(line: &str) -> Result<Vec<String>, Refused> {
    let words = split(line)?;
    let Some((first, _)) = words.first() else { return Err(Refused::Empty) };
    let python = first == "python" || first == "python3";
    let position = usize::from(python);
    if words.get(position).is_some_and(|(word, _)| word == "manage.py" || word.ends_with("/manage.py")) || python {
        let rest = line.split_once("manage.py").map_or("", |(_, rest)| rest.trim());
        return Err(if rest.is_empty() { Refused::Empty } else { Refused::Prefix(rest.to_string()) });
    }
    if let Some((word, _)) = words.iter().find(|(word, quoted)| !quoted && OF_A_SHELL.contains(&word.as_str())) {
        return Err(Refused::Shell(word.clone()));
    }
    Ok(words.into_iter().map(|(word, _)| word).collect())
}

/// Words, each with whether a part of it was in quotes.
fn split(line: &str) -> Result<Vec<(String, bool)>, Refused> {
    let mut words: Vec<(String, bool)> = Vec::new();
    let mut word: Option<(String, bool)> = None;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | '\t' | '\n' => words.extend(word.take()),
            '\'' | '"' => {
                let (text, quoted) = word.get_or_insert_default();
                *quoted = true;
                loop {
                    match letters.next() {
                        None => return Err(Refused::Open(letter)),
                        Some(next) if next == letter => break,
                        Some('\\') if letter == '"' => text.extend(letters.next()),
                        Some(next) => text.push(next),
                    }
                }
            }
            '\\' => word.get_or_insert_default().0.extend(letters.next()),
            letter => word.get_or_insert_default().0.push(letter),
        }
    }
    words.extend(word);
    Ok(words)
}
