//! The reference of the language, from the kinds' own declarations: it cannot say anything else than what is checked.

use crate::kinds;
use crate::messages::Lang;
use crate::schema::{LabelRule, Place, Spec};
use std::fmt::Write;

/// `docs/language.md`.
pub fn markdown() -> String {
    let mut text = String::from(
        "<!-- Generated from pocket-model; `UPDATE_DOCS=1 cargo test --test conventions` writes it anew. -->\n\n\
         # The language\n\n\
         ```text\n\
         item   = keyword label? (\"from\" stage | \":\" value)? (\";\" | \"{\" … \"}\")\n\
         field  = name \":\" value \";\"          flag  = name \";\"\n\
         route  = \"route\" pattern \"=>\" target (\";\" | block)\n\
         drop   = \"without\" keyword label? \";\"\n\
         value  = \"text\" | 42 | 0.5 | true | 30s | 1acu..8acu | [list] | word | RUST_VALUE | call(…)\n\
         ```\n\n\
         Units are `s` `m` `h` `d`, `kb` `mb` `gb` (binary, as AWS counts memory), `acu` and `usd`. A name in capitals or a path with `::` is a Rust value, \
         typed by `pocket::units`. `env(\"X\")` may stand for any string.\n\n\
         A field set in a stage wins over `every stage`; items merge by keyword and label, and a list is replaced. `without x;` drops what `every stage` \
         brought. `hooks { after_deploy: seed; }` and `commands { seed: seed; }` name Rust functions.\n",
    );
    for spec in kinds::all() {
        kind(&mut text, spec);
    }
    names(&mut text);
    regions(&mut text);
    text
}

fn names(text: &mut String) {
    text.push_str(
        "\n## Names\n\n\
         What a stage makes is named `PROJECT-STAGE-ITEM`, and a bucket has the account and the region behind that; secrets are `/PROJECT/STAGE/NAME`. All \
         names are put together at compile time, with the longest region where the program names none, and held against the limits of their service. Two \
         stages of a program that would make the same thing (`stage dev` with a network, and `stage dev-network`) do not compile.\n\n\
         Two programs cannot see each other, and a project `shop` with a stage `dev-web` has the names of a project `shop-dev` with a stage `web`. Every \
         stack and bucket has the tags `pocket:project` and `pocket:stage`: the second deploy stops before it changes anything and names the owner, and its \
         `destroy` leaves all of it alone. Secrets and Neon projects never meet.\n\n\
         | what | most characters | may not begin with |\n|---|---|---|\n",
    );
    for service in crate::names::ALL {
        let reserved: Vec<String> = service.reserved.iter().map(|prefix| format!("`{prefix}`")).collect();
        let _ = writeln!(text, "| {} | {} | {} |", service.what().text(Lang::En), service.limit, reserved.join(", "));
    }
}

fn regions(text: &mut String) {
    let names = |regions: &mut dyn Iterator<Item = &'static str>| regions.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let _ = write!(
        text,
        "\n## Regions\n\npocket deploys to {}. {} must be enabled in the account first.\n\nNot to these: {}.\n",
        names(&mut crate::regions::REGIONS.iter().map(|region| region.name)),
        names(&mut crate::regions::OPT_IN.iter().copied()),
        names(&mut crate::regions::OTHERS.iter().map(|(name, _)| *name)),
    );
}

fn kind(text: &mut String, spec: &Spec) {
    let _ = write!(text, "\n## `{}`\n\n{}\n\n", spec.keyword, prose(spec.doc));
    let place = match spec.place {
        Place::Top => "at the top",
        Place::Stage => "in a stage",
        Place::Both => "at the top, for all stages, or in a stage",
    };
    let label = match spec.label {
        LabelRule::None => "",
        LabelRule::Optional => " It may have a name, and then there may be several.",
        LabelRule::Required => " It has a name.",
    };
    let from = if spec.from { format!(" `{} from STAGE;` takes another stage's.", spec.keyword) } else { String::new() };
    let _ = writeln!(text, "Stands {place}.{label}{from}");
    if let Some(value) = spec.value.and_then(|name| spec.fields.iter().find(|field| field.name == name)) {
        let name = if spec.label == LabelRule::Required { " NAME" } else { "" };
        let _ = writeln!(text, "\n`{}{name}: …;` sets `{}`.", spec.keyword, value.name);
    }
    if spec.fields.is_empty() {
        return;
    }
    text.push_str("\n| field | takes | default | |\n|---|---|---|---|\n");
    for field in spec.fields {
        let default = (field.default)().map_or("none".into(), |default| format!("`{default}`"));
        let _ = writeln!(text, "| `{}` | {} | {default} | {} |", field.name, (field.expects)().text(Lang::En), prose(field.doc));
    }
}

fn prose(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}
