//! SHIM until pocket_model::compile exists.
use pocket_model::ast::*;
use pocket_model::diag::Diagnostic;

pub struct Compiled { pub diagnostics: Vec<Diagnostic>, pub stages: Vec<Outline>, pub opaque: Vec<(u32, &'static str)> }
pub struct Outline { pub name: String, pub at: At, pub doc: Option<String>, pub items: Vec<OutlineItem>, pub hooks: Vec<(String, Hook)>, pub commands: Vec<(Name, Hook)>, pub capabilities: Vec<&'static str> }
pub struct OutlineItem { pub keyword: String, pub label: Option<String>, pub field: String, pub type_name: &'static str, pub at: At, pub implied: bool, pub doc: Option<String> }
pub struct Hook { pub at: At }
pub mod kinds {
    pub fn is_keyword(word: &str) -> bool {
        ["neon", "s3", "efs_cache", "vpc", "lambda", "secret", "env", "settings", "django", "cloud", "budget", "protected", "hooks", "commands", "project", "region", "stage", "every", "route", "without"].contains(&word)
    }
}
fn entries(nodes: &[Node]) -> impl Iterator<Item = &Entry> { nodes.iter().filter_map(|n| if let Node::Entry(e) = n { Some(e) } else { None }) }
fn opaque(nodes: &[Node], out: &mut Vec<(u32, &'static str)>) {
    for entry in entries(nodes) {
        if let Some(Value { kind: ValueKind::Opaque(n, _), .. }) = &entry.value {
            match entry.keyword.text.as_str() { "memory" => out.push((*n, "Mebibytes")), "budget" => out.push((*n, "Usd")), "branch" => out.push((*n, "&str")), _ => {} }
        }
        opaque(entry.body.as_deref().unwrap_or_default(), out);
    }
}
pub fn compile(project: &Project) -> Compiled {
    let mut c = Compiled { diagnostics: vec![], stages: vec![], opaque: vec![] };
    opaque(&project.nodes, &mut c.opaque);
    for stage in &project.stages {
        opaque(&stage.nodes, &mut c.opaque);
        let mut o = Outline { name: stage.name.text.replace('_', "-"), at: stage.name.at, doc: stage.doc.clone(), items: vec![], hooks: vec![], commands: vec![], capabilities: vec![] };
        for e in entries(&stage.nodes) {
            let type_name = match e.keyword.text.as_str() { "neon" => "Neon", "s3" => "S3", "efs_cache" => "EfsCache", "vpc" => "Vpc", "lambda" => "Lambda", "secret" => "Secret",
                k => {
                    for h in entries(e.body.as_deref().unwrap_or_default()) {
                        let ats: Vec<At> = match &h.value { Some(Value { kind: ValueKind::List(v), .. }) => v.iter().map(|v| v.at).collect(), Some(v) => vec![v.at], None => vec![] };
                        for at in ats {
                            if k == "hooks" { o.hooks.push((h.keyword.text.clone(), Hook { at })) } else if k == "commands" { o.commands.push((h.keyword.clone(), Hook { at })) }
                        }
                    }
                    continue;
                } };
            match type_name { "Neon" => o.capabilities.push("HasDatabase"), "S3" => o.capabilities.push("HasMedia"), "EfsCache" => o.capabilities.push("HasCache"), _ => {} }
            let field = e.label.as_ref().map_or(e.keyword.text.clone(), |l| format!("{}_{}", e.keyword.text, l.text.to_lowercase()));
            o.items.push(OutlineItem { keyword: e.keyword.text.clone(), label: e.label.as_ref().map(|l| l.text.clone()), field, type_name, at: e.keyword.at, implied: false, doc: e.doc.clone() });
        }
        c.stages.push(o);
    }
    c
}
