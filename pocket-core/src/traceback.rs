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

/// Where the code stands in a function: on Lambda, and in the embedded cloud, there behind a folder for each version.
const IN_FUNCTION: &[(&str, bool)] = &[("/var/task/", false), ("/ministack/functions/", true)];

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
    let Some((before, path)) = line.split_once("File \"") else { return line.to_owned() };
    for (copy, root) in copies {
        if let Some(rest) = path.strip_prefix(copy.as_str()) {
            return format!("{before}File \"{root}{rest}");
        }
    }
    for (folder, versioned) in IN_FUNCTION {
        if let Some((_, rest)) = path.split_once(folder) {
            let rest = if *versioned { rest.split_once('/').map_or(rest, |(_, rest)| rest) } else { rest };
            return format!("{before}File \"{rest}");
        }
    }
    line.to_owned()
}

/// What was raised, `ImportError: …`: the last line that is not indented.
pub(crate) fn raised(text: &str) -> Option<&str> {
    text.lines().rev().find(|line| !line.trim().is_empty() && !line.starts_with(' ')).map(str::trim)
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
        assert_eq!(raised(FAILED), Some("ImportError: cannot import name 'y'"));
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
