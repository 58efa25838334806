//! `synth`: the templates, offline.

use super::args::SynthArgs;
use super::{Context, Outcome, warnings};
use crate::error::{Context as _, Error, Result};
use crate::messages;
use pocket_model::network;
use serde_json::{Map, json};

pub(super) fn run(cx: &Context<'_>, args: &SynthArgs) -> Result<Outcome> {
    let synthesis = cx.synthesis()?;
    warnings::show(cx, &network::audit(&synthesis));
    let own = synthesis.stacks.iter().filter(|stack| stack.owner.is_none());
    match &args.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).doing(|| cx.ui.say(&messages::no_folder(folder.display())))?;
            for stack in own {
                let path = folder.join(format!("{}.json", stack.name));
                std::fs::write(&path, stack.template.to_json()).doing(|| cx.ui.say(&messages::no_file(path.display())))?;
                cx.ui.status(cx.ui.say(&messages::wrote(path.display())));
            }
        }
        None => {
            let mut all = Map::new();
            for stack in own {
                let template =
                    serde_json::to_value(&stack.template).map_err(|source| Error::bug("a template is not JSON").caused_by(source))?;
                all.insert(stack.name.clone(), template);
            }
            cx.ui.data(serde_json::to_string_pretty(&json!(all)).unwrap_or_default());
        }
    }
    Ok(Outcome::Done)
}
