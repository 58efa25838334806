//! What a settings module assigns, through the modules that it imports from.

use super::lines::{Line, lines};
use super::value::{Value, expression};
use super::variables::{self, Readers};
use crate::project::files::{self, Files, Look};
use std::collections::{BTreeMap, BTreeSet};

/// A line of a file, for messages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path from the folder of the program.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
}

/// A setting and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Its value, as far as it is literal.
    pub value: Value,
    /// Its last assignment.
    pub place: Place,
}

/// The settings of a module.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    names: BTreeMap<String, Setting>,
    /// Whether something may set names that are not seen.
    open: bool,
    /// Environment variables without which it does not load.
    pub required: Vec<(String, Place)>,
    provided: BTreeSet<String>,
    /// Where a file of variables is loaded.
    pub env_file: Option<Place>,
    /// Whether it adds folders to the path of modules.
    pub extends_path: bool,
}

static UNKNOWN: Value = Value::Unknown;

impl Settings {
    /// The value of a setting: `None` where the module certainly does not set it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.names.get(name).map(|setting| &setting.value).or_else(|| self.open.then_some(&UNKNOWN))
    }

    /// Where a setting is assigned.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.names.get(name).map(|setting| &setting.place)
    }

    /// A stage's setting over the project's own.
    pub fn set(&mut self, name: &str, setting: Setting) {
        self.names.insert(name.into(), setting);
    }
}

/// More files or bigger ones are no settings.
const MOST_FILES: usize = 40;
const BIGGEST: usize = 1 << 20;

/// Reads a settings module and those that it imports from. Paths are from the folder of the program, `root` is the folder of manage.py.
pub(crate) fn read(files: &dyn Files, root: &str, module: &str) -> Option<Settings> {
    let file = files::module_file(files, root, module)?;
    let mut reader = Reader { files, root, reading: Vec::new(), read: 0 };
    reader.module(module, &file).map(|module| module.settings)
}

struct Reader<'a> {
    files: &'a dyn Files,
    root: &'a str,
    /// The modules that import one another just now.
    reading: Vec<String>,
    read: usize,
}

/// A module while it is read.
#[derive(Default)]
struct Module {
    settings: Settings,
    readers: Readers,
    file: String,
    /// `config.settings` of `config/settings/prod.py`, from which `.base` is reckoned.
    package: Vec<String>,
}

/// Calls after which nothing is certain any more: they assign by name.
const ASSIGN_BY_NAME: &[&str] = &["globals()", "locals()", "vars()", "exec(", "setattr(", "DjangoDynaconf", "include("];

impl Reader<'_> {
    fn module(&mut self, name: &str, file: &str) -> Option<Module> {
        self.read += 1;
        if self.reading.iter().any(|known| known == file) || self.read > MOST_FILES {
            return None;
        }
        let Look::Text(text) = self.files.look(file) else { return None };
        let mut package: Vec<String> = name.split('.').map(String::from).collect();
        if !file.ends_with("/__init__.py") {
            package.pop();
        }
        let mut module = Module { file: file.into(), package, ..Module::default() };
        module.settings.extends_path = text.contains("sys.path");
        let Some(statements) = (text.len() <= BIGGEST).then(|| lines(&text)).flatten() else {
            module.settings.open = true;
            return Some(module);
        };
        self.reading.push(file.into());
        let mut block = Block::None;
        for line in statements {
            if line.indent == 0 {
                block = Block::of(line.text);
            }
            self.statement(&mut module, line, block);
        }
        self.reading.pop();
        Some(module)
    }

    fn statement(&mut self, module: &mut Module, line: Line<'_>, block: Block) {
        match block {
            Block::Function => {}
            // Settings in classes are those of another package.
            Block::Class => module.settings.open = true,
            Block::Condition => self.conditional(module, line),
            Block::None => self.simple(module, line),
        }
    }

    /// What an `if` or a `try` does may be done or not.
    fn conditional(&mut self, module: &mut Module, line: Line<'_>) {
        let place = Place { file: module.file.clone(), line: line.number };
        module.settings.provided.extend(variables::provided(line.text));
        if variables::loads_file(line.text) {
            module.settings.env_file.get_or_insert(place.clone());
        }
        if ASSIGN_BY_NAME.iter().any(|call| line.text.contains(call)) {
            module.settings.open = true;
        }
        if let Some(import) = Import::read(line.text) {
            let found = import.resolve(self.files, self.root, &module.package).and_then(|(name, file)| self.module(&name, &file));
            match (found, import.names) {
                (Some(other), None) => {
                    for name in other.settings.names.into_keys() {
                        module.unknown(&name, &place);
                    }
                    module.settings.open |= other.settings.open;
                }
                // `try: from .local import *`, without such a file: it is the `except` that runs.
                (None, None) => {}
                (_, Some(names)) => names.iter().for_each(|(_, name)| module.unknown(name, &place)),
            }
            return;
        }
        // The statement may stand behind a colon: `if DEBUG: A = 1`.
        let parts = line.text.match_indices([':', ';']).map(|(at, _)| &line.text[at + 1..]);
        for part in std::iter::once(line.text).chain(parts) {
            if let Some((target, _)) = target(part) {
                module.unknown(target, &place);
            }
        }
    }

    fn simple(&mut self, module: &mut Module, line: Line<'_>) {
        let place = Place { file: module.file.clone(), line: line.number };
        let settings = &mut module.settings;
        if variables::loads_file(line.text) {
            settings.env_file.get_or_insert(place.clone());
        }
        for name in variables::required(line.text, &module.readers) {
            if !settings.provided.contains(&name) {
                settings.required.push((name, place.clone()));
            }
        }
        settings.provided.extend(variables::provided(line.text));
        module.readers.learn(line.text);
        if let Some(import) = Import::read(line.text) {
            self.import(module, &import, &place);
        } else if let Some((name, rest)) = target(line.text) {
            module.assign(name, rest, place);
        } else if ASSIGN_BY_NAME.iter().any(|call| line.text.contains(call)) {
            module.settings.open = true;
            module.settings.names.values_mut().for_each(|setting| setting.value = Value::Unknown);
        }
    }

    fn import(&mut self, module: &mut Module, import: &Import, place: &Place) {
        let found = import.resolve(self.files, self.root, &module.package).and_then(|(name, file)| self.module(&name, &file));
        let settings = &mut module.settings;
        let Some(other) = found else {
            match &import.names {
                None if import.module == "django.conf.global_settings" => {}
                None => settings.open = true,
                Some(names) => names.iter().for_each(|(_, name)| module.unknown(name, place)),
            }
            return;
        };
        // It runs as a whole, whatever is taken from it.
        settings.required.extend(other.settings.required);
        settings.provided.extend(other.settings.provided);
        settings.env_file = settings.env_file.take().or(other.settings.env_file);
        settings.extends_path |= other.settings.extends_path;
        match &import.names {
            None => {
                settings.open |= other.settings.open;
                settings.names.extend(other.settings.names.into_iter().filter(|(name, _)| !name.starts_with('_')));
            }
            Some(names) => {
                for (from, name) in names {
                    match other.settings.names.get(from) {
                        Some(setting) => settings.set(name, setting.clone()),
                        None => settings.set(name, Setting { value: Value::Unknown, place: place.clone() }),
                    }
                }
            }
        }
    }
}

impl Module {
    fn unknown(&mut self, name: &str, place: &Place) {
        self.settings.set(name, Setting { value: Value::Unknown, place: place.clone() });
    }

    /// `rest` is what follows a name at the beginning of a statement.
    fn assign(&mut self, name: &str, rest: &str, place: Place) {
        let known = |name: &str| self.settings.get(name).cloned();
        let old = self.settings.names.get(name).map(|setting| &setting.value);
        let value = match Form::of(rest) {
            Form::Assign(text) => expression(text, &known),
            Form::Add(text) => match (old, expression(text, &known)) {
                (Some(Value::List(old)), Value::List(new)) => Value::List(old.iter().cloned().chain(new).collect()),
                (Some(Value::List(old)), Value::Unknown) => Value::List(old.iter().cloned().chain([Value::Unknown]).collect()),
                (Some(Value::Str(old)), Value::Str(new)) => Value::Str(format!("{old}{new}")),
                _ => Value::Unknown,
            },
            Form::Append(text) => match old {
                Some(Value::List(old)) => Value::List(old.iter().cloned().chain([expression(text, &known)]).collect()),
                _ => Value::Unknown,
            },
            Form::Entry(key, text) => match (old, key) {
                (Some(Value::Dict(old)), key) => {
                    Value::Dict(old.iter().cloned().chain([(Value::Str(key), expression(text, &known))]).collect())
                }
                _ => Value::Unknown,
            },
            Form::Other => Value::Unknown,
        };
        self.settings.set(name, Setting { value, place });
    }
}

/// What follows a name at the beginning of a statement.
enum Form<'a> {
    /// `= value`, `: type = value`
    Assign(&'a str),
    /// `+= value`
    Add(&'a str),
    /// `.append(value)`
    Append(&'a str),
    /// `["key"] = value`
    Entry(String, &'a str),
    /// Any other: the name's value is no longer known.
    Other,
}

impl Form<'_> {
    fn of(rest: &str) -> Form<'_> {
        let rest = rest.trim_start();
        if let Some(text) = rest.strip_prefix("+=") {
            return Form::Add(text);
        }
        if let Some(text) = rest.strip_prefix('=') {
            // `A = B = value` gives both the same.
            return match target(text.trim_start()) {
                Some((_, after)) if after.trim_start().starts_with('=') => Form::Other,
                _ => Form::Assign(text),
            };
        }
        if let Some((_, text)) = rest.strip_prefix(':').and_then(|annotated| annotated.split_once('=')) {
            return Form::Assign(text);
        }
        if let Some(text) = rest.strip_prefix(".append(").and_then(|rest| rest.trim_end().strip_suffix(')')) {
            return Form::Append(text);
        }
        if let Some((key, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && let Value::Str(key) = expression(key, &|_| None)
            && let Some(text) = after.trim_start().strip_prefix('=')
        {
            return Form::Entry(key, text);
        }
        Form::Other
    }
}

/// The name that a statement changes, and what follows it.
fn target(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let text = text.strip_prefix("del ").unwrap_or(text);
    let length = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    let next = rest.trim_start();
    let changes = next.starts_with(['[', '.', ',']) && name.chars().any(char::is_uppercase)
        || next.starts_with('=') && !next.starts_with("==")
        || next.starts_with(':') && next.contains('=') && name.chars().any(char::is_uppercase)
        || ["+=", "|=", "-=", "*="].iter().any(|operator| next.starts_with(operator))
        || next.is_empty() && text.len() == length && name.chars().any(char::is_uppercase);
    (changes && !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit())).then_some((name, rest))
}

/// What the block does that a statement stands in.
#[derive(Clone, Copy)]
enum Block {
    None,
    Condition,
    Function,
    Class,
}

impl Block {
    fn of(text: &str) -> Block {
        let length = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
        match &text[..length] {
            "if" | "elif" | "else" | "try" | "except" | "finally" | "for" | "while" | "with" | "match" => Block::Condition,
            "def" | "async" => Block::Function,
            "class" => Block::Class,
            _ => Block::None,
        }
    }
}

/// `from module import names`
struct Import {
    /// Dots of a relative import.
    dots: usize,
    module: String,
    /// Each with the name that it gets here; `None` for `*`.
    names: Option<Vec<(String, String)>>,
}

impl Import {
    fn read(text: &str) -> Option<Import> {
        let (module, names) = text.trim_start().strip_prefix("from ")?.split_once(" import")?;
        let module = module.trim();
        let dots = module.len() - module.trim_start_matches('.').len();
        let names: String = names.lines().map(|line| line.split('#').next().unwrap_or(line)).collect();
        let names = names.replace(['(', ')', '\\'], " ");
        let name = |part: &str| {
            let (from, to) = part.split_once(" as ").unwrap_or((part, part));
            (from.trim().to_string(), to.trim().to_string())
        };
        let star = names.trim() == "*";
        let names = (!star).then(|| names.split(',').map(name).filter(|(from, _)| !from.is_empty()).collect());
        Some(Import { dots, module: module[dots..].to_string(), names })
    }

    /// The module's full name and its file, if it is one of the project.
    fn resolve(&self, files: &dyn Files, root: &str, package: &[String]) -> Option<(String, String)> {
        let mut parts: Vec<&str> = Vec::new();
        if self.dots > 0 {
            let keep = package.len().checked_sub(self.dots - 1)?;
            parts.extend(package[..keep].iter().map(String::as_str));
        }
        parts.extend(self.module.split('.').filter(|part| !part.is_empty()));
        let name = parts.join(".");
        if name.is_empty() {
            return None;
        }
        // Names taken from anywhere else than settings are no settings: their files need not be read.
        let file = files::module_file(files, root, &name)?;
        Some((name, file))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
