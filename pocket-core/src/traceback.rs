//! Python's tracebacks as the user needs them: with the paths of their own files, without the frames that every command of every project begins with.

/// Files whose frames say nothing of the failure: what starts Django, and what imports.
const PLUMBING: &[&str] = &[
    "<frozen ",
    "<string>",
    "/pocket_django/manage.py",
    "/pocket_django/project.py",
    "/prepare.py",
    "/importlib/__init__.py",
    "/manage.py",
];

/// Where the code and its packages stand in a function: on Lambda, and in the embedded cloud, there behind a folder for each version.
const IN_FUNCTION: &[(&str, bool)] = &[("/var/task/", false), ("/opt/python/", false), ("/ministack/functions/", true)];

/// Drops the frames of the plumbing. `copies` are folders that the code was copied to, with the folder that it is a copy of.
pub(crate) fn shorten(text: &str, copies: &[(String, String)]) -> String {
    let mut lines = Vec::new();
    let mut dropping = false;
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("  File \"") {
            dropping = PLUMBING.iter().any(|plumbing| {
                path.starts_with(plumbing)
                    || path.split_once('"').is_some_and(|(path, _)| plumbing.starts_with('/') && path.ends_with(plumbing))
            });
        } else if !line.starts_with("    ") {
            dropping = false;
        }
        if !dropping {
            lines.push(own_path(line, copies));
        }
    }
    lines.join("\n")
}

fn own_path(line: &str, copies: &[(String, String)]) -> String {
    let mut line = line.to_owned();
    for (copy, root) in copies {
        line = line.replace(copy.as_str(), root);
    }
    for (folder, versioned) in IN_FUNCTION {
        while let Some(found) = line.find(folder) {
            let begin = line[..found].rfind(['"', '\'', '(', ' ']).map_or(0, |before| before + 1);
            let rest = &line[found + folder.len()..];
            let rest = if *versioned { rest.split_once('/').map_or("", |(_, rest)| rest) } else { rest };
            line = format!("{}{rest}", &line[..begin]);
        }
    }
    line
}

/// What was raised, `ImportError: …`: the last line that begins with an exception's name, else the last one that is not indented.
pub(crate) fn raised(text: &str) -> Option<String> {
    let lines = || text.lines().rev().filter(|line| !line.trim().is_empty() && !line.starts_with(' '));
    let named = |line: &&str| {
        let name = line.split_once(": ").map_or("", |(name, _)| name);
        name.contains(char::is_uppercase) && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
    };
    lines().find(named).or_else(|| lines().next()).map(|line| own_path(line.trim(), &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAILED: &str = "Traceback (most recent call last):
  File \"<string>\", line 1, in <module>
  File \"/cache/ministack/functions/0a/python/pocket_django/manage.py\", line 150, in _child
    manage(argv)
  File \"<frozen runpy>\", line 286, in run_path
  File \"/cache/ministack/functions/0b/manage.py\", line 22, in <module>
    main()
    ~~~~^^
  File \"/cache/ministack/functions/0b/config/urls.py\", line 3, in <module>
    from config.other import x
ImportError: cannot import name 'y'
";

    #[test]
    fn own_frames_stay() {
        let short = "Traceback (most recent call last):
  File \"config/urls.py\", line 3, in <module>
    from config.other import x
ImportError: cannot import name 'y'";
        assert_eq!(shorten(FAILED, &[]), short);
        assert_eq!(raised(FAILED).as_deref(), Some("ImportError: cannot import name 'y'"));
        let two = "CommandError: Conflicting migrations\nTo fix them run makemigrations --merge";
        assert_eq!(raised(two).as_deref(), Some("CommandError: Conflicting migrations"));
        let path = "ImportError: circular import (/cache/my/ministack/functions/0b/config/urls.py)";
        assert_eq!(raised(path).as_deref(), Some("ImportError: circular import (config/urls.py)"));
    }

    #[test]
    fn a_copy_is_named_by_its_original() {
        let text = "  File \"/p/.pocket/copy/config/settings.py\", line 9\n    x = = 1\n        ^\nSyntaxError: invalid syntax";
        let copies = [("/p/.pocket/copy".to_owned(), "/p/site".to_owned())];
        assert!(shorten(text, &copies).starts_with("  File \"/p/site/config/settings.py\", line 9\n    x = = 1\n"));
    }

    #[test]
    fn other_output_is_left_alone() {
        let text = "CommandError: Conflicting migrations detected\n    indented\n\nlast";
        assert_eq!(shorten(text, &[]), text);
    }
}
