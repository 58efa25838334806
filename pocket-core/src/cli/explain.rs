//! `explain`: the page of a code, or all codes. It needs no program, so that it also helps with one that does not compile.

use super::Outcome;
use super::args::ExplainArgs;
use crate::error::{Error, Result};
use crate::messages;
use crate::ui::Printer;
use crate::wrap::{pad, width, wrap};
use pocket_model::diag::{Severity, nearest};
use pocket_model::messages::{Lang, Page, pages, reference};
use serde_json::{Value, json};

/// Columns of a line of text.
const COLUMNS: usize = 96;

pub(super) fn run(ui: &Printer, args: &ExplainArgs, json: bool) -> Result<Outcome> {
    let lang = ui.lang();
    let found = match &args.code {
        None => sorted(pages().collect()),
        Some(asked) => find(asked, ui)?,
    };
    if json {
        let rows: Vec<Value> = found.iter().map(|page| row(page, lang)).collect();
        let data = if args.code.is_some() && rows.len() == 1 { rows.into_iter().next() } else { Some(Value::Array(rows)) };
        ui.data(serde_json::to_string_pretty(&data).unwrap_or_default());
        return Ok(Outcome::Done);
    }
    match found.as_slice() {
        [page] => ui.data(text(page, lang)),
        all => {
            ui.data(list(all, lang));
            ui.status(format!("\n{}", ui.say(&messages::more(all.first().map_or("", |page| page.code)))));
        }
    }
    Ok(Outcome::Done)
}

/// The pages that are meant: `neon::bad_name`, the same in the compiler's brackets, `bad_name` where one kind alone has it, or all of `neon`.
fn find(asked: &str, ui: &Printer) -> Result<Vec<&'static Page>> {
    let code = asked.trim().trim_start_matches('[').trim_end_matches(']').trim().to_lowercase();
    if let Some(page) = pages().find(|page| page.code == code) {
        return Ok(vec![page]);
    }
    let of_group: Vec<&Page> = pages().filter(|page| page.group() == code).collect();
    if !of_group.is_empty() {
        return Ok(sorted(of_group));
    }
    let of_rule: Vec<&Page> = sorted(pages().filter(|page| page.rule() == code).collect());
    match of_rule.as_slice() {
        [page] => Ok(vec![page]),
        [] => Err(unknown(&code, ui)),
        many => {
            let error = Error::usage(ui.say(&messages::several(&code)));
            Err(many.iter().fold(error, |error, page| error.hint(format!("explain {}", page.code))))
        }
    }
}

fn unknown(code: &str, ui: &Printer) -> Error {
    let error = Error::usage(ui.say(&messages::no_code(code)));
    if let Some(near) = nearest(code, pages().map(|page| page.code)) {
        return error.hint(format!("explain {near}"));
    }
    // The kind may be another one: then the rule alone tells, of each kind that has it.
    let rule = code.rsplit("::").next().unwrap_or(code);
    match nearest(rule, pages().map(Page::rule)) {
        Some(near) => pages().filter(|page| page.rule() == near).fold(error, |error, page| error.hint(format!("explain {}", page.code))),
        None => error.hint(ui.say(&messages::all_codes())),
    }
}

fn sorted(mut pages: Vec<&'static Page>) -> Vec<&'static Page> {
    pages.sort_by_key(|page| page.code);
    pages
}

/// The words that rustc uses, in every language.
fn severity(page: &Page) -> &'static str {
    match page.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn text(page: &Page, lang: Lang) -> String {
    let mut lines = wrap(&format!("{}: {} [{}]", severity(page), page.sentence(lang), page.code), COLUMNS);
    if let Some(help) = page.shown_help(lang) {
        lines.extend(indented(&format!("= help: {help}")));
    }
    for (heading, text) in page.parts(lang) {
        lines.extend([String::new(), heading]);
        lines.extend(indented(text));
    }
    lines.extend([String::new(), reference::example_heading(lang)]);
    lines.extend(page.example_lines().into_iter().map(|line| format!("    {line}")));
    lines.join("\n")
}

fn indented(text: &str) -> Vec<String> {
    wrap(text, COLUMNS - 2).into_iter().map(|line| format!("  {line}")).collect()
}

/// A heading for each kind, and below it each code with its sentence.
fn list(pages: &[&Page], lang: Lang) -> String {
    let column = pages.iter().map(|page| width(page.code)).max().unwrap_or_default() + 2;
    let mut lines: Vec<String> = Vec::new();
    let mut group = "";
    for page in pages {
        if page.group() != group {
            if !group.is_empty() {
                lines.push(String::new());
            }
            group = page.group();
            lines.push(group.to_string());
        }
        let mut sentence = wrap(&page.sentence(lang), COLUMNS.saturating_sub(column)).into_iter();
        lines.push(format!("  {}{}", pad(page.code, column), sentence.next().unwrap_or_default()));
        lines.extend(sentence.map(|rest| format!("  {}{rest}", " ".repeat(column))));
    }
    lines.join("\n")
}

fn row(page: &Page, lang: Lang) -> Value {
    let [what, why, fix] = page.parts(lang).map(|(_, text)| text);
    json!({
        "code": page.code,
        "severity": page.severity,
        "message": page.sentence(lang),
        "help": page.shown_help(lang),
        "what": what,
        "why": why,
        "fix": fix,
        "example": page.example,
    })
}
