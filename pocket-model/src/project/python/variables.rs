//! Which environment variables a statement cannot do without.

use super::strings;

/// How a module reads variables through a package: the name that it calls, and whether the call has no default of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Readers {
    /// `env = environ.Env()`: a call without a default raises.
    names: Vec<String>,
}

impl Readers {
    /// Learns from a statement: `env = environ.Env()`, `from decouple import config`.
    pub(super) fn learn(&mut self, text: &str) {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some((name, "environ.Env()" | "Env()")) = compact.split_once('=') {
            self.names.push(name.to_string());
        }
        if compact == "fromdecoupleimportconfig" {
            self.names.push("config".into());
        }
    }
}

/// Words that make it a matter of the moment whether a part of a statement runs.
const DEPENDS: &[&str] = &[" if ", " or ", " and ", "lambda", " for ", "\nif ", " else "];

/// The variables that a simple statement reads and that have no default: `os.environ["X"]`, `env("X")`.
pub(super) fn required(text: &str, readers: &Readers) -> Vec<String> {
    let flat = text.replace(['\n', '\t', '\r'], " ");
    if DEPENDS.iter().any(|word| flat.contains(word)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (start, name) in flat.match_indices("environ[") {
        let rest = &flat[start + name.len()..];
        // An assignment to it is none of ours.
        let Some((subscript, after)) = rest.split_once(']') else { continue };
        let assigned = after.trim_start().starts_with('=') && !after.trim_start().starts_with("==");
        found.extend(literal(subscript).filter(|_| !assigned));
    }
    for reader in &readers.names {
        for (start, _) in flat.match_indices(reader.as_str()) {
            let own = flat[..start].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_' || c == '.'));
            let rest = &flat[start + reader.len()..];
            let call =
                ["", ".str", ".bool", ".int", ".float", ".list"].iter().find_map(|method| rest.strip_prefix(*method)?.strip_prefix('('));
            let argument = call.filter(|_| own).and_then(|call| call.split_once(')')).map(|(argument, _)| argument);
            found.extend(argument.and_then(literal));
        }
    }
    found
}

/// The variables that a statement sets: `os.environ.setdefault("X", …)`, `os.environ["X"] = …`.
pub(super) fn provided(text: &str) -> Vec<String> {
    let setdefault = text.match_indices("environ.setdefault(").map(|(start, name)| &text[start + name.len()..]);
    let assigned = text.trim_start().strip_prefix("os.environ[").or_else(|| text.trim_start().strip_prefix("environ["));
    setdefault.chain(assigned).filter_map(|rest| strings(rest).into_iter().next()).collect()
}

/// Whether a statement loads a file of variables.
pub(super) fn loads_file(text: &str) -> bool {
    ["load_dotenv(", "read_env(", "read_dotenv(", "dotenv_values("].iter().any(|call| text.contains(call))
}

/// The text of one string literal that stands alone.
fn literal(text: &str) -> Option<String> {
    let text = text.trim();
    let quote = text.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let name = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    name.then(|| inner.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_be_there_is_required() {
        let mut readers = Readers::default();
        readers.learn("env = environ.Env()");
        let table: &[(&str, &[&str])] = &[
            ("TOKEN = os.environ['TOKEN']", &["TOKEN"]),
            ("A = {'a': environ[\"X\"], 'b': env('Y')}", &["X", "Y"]),
            ("A = env.bool('DEBUG_TOOLBAR')", &["DEBUG_TOOLBAR"]),
            ("A = env('X', default='')", &[]),
            ("A = env.list('X', default=[])", &[]),
            ("A = os.environ.get('X')", &[]),
            ("A = os.environ['X'] if Y else 1", &[]),
            ("os.environ['X'] = 'y'", &[]),
            ("A = os.environ[name]", &[]),
            ("A = my_env('X')", &[]),
            ("A = env.db()", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(required(text, &readers), *expected, "{text}");
        }
        assert_eq!(required("A = env('X')", &Readers::default()), Vec::<String>::new());
        assert_eq!(provided("os.environ.setdefault('X', 'y')"), ["X"]);
        assert_eq!(provided("os.environ[\"X\"] = 'y'"), ["X"]);
        assert!(loads_file("environ.Env.read_env(BASE_DIR / '.env')"));
    }
}
