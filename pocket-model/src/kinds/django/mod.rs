//! `django: "site";` or `django { … }`

use super::{Kind, StageView};
use crate::ast::At;
use crate::diag::{Diagnostic, Sink};
use crate::graph::Facts;
use crate::schema::Text;

kind! {
    /// The Django project. Without it pocket looks for `manage.py` from the folder of this file upward.
    "django" => Django { place: Both, label: None, value: "path" }
    /// The folder of `manage.py`, relative to the folder of this file.
    path: Text => ["site", "../shop/backend", "."];
    /// The settings module, such as `"config.settings.production"`. Without it: the one that `manage.py` names.
    settings: Text => ["config.settings.production", "settings"];
    /// The requirements file, relative to `path`. Without it: `uv.lock`, `pyproject.toml` or `requirements.txt`, the first that there is.
    requirements: Text => ["requirements/production.txt", "requirements.txt"];
    /// Management commands to run while building, before `collectstatic`: `["compress"]`.
    build: Vec<Text> => [["compress"], ["compilemessages", "compress"]];
}

impl Kind for Django {
    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        for field in [&self.path, &self.requirements] {
            if let Some(path) = field.known()
                && (path.starts_with('/') || path.contains('\\'))
            {
                let message = format!("`\"{path}\"` must be relative to the folder of this file, with `/` between its parts");
                sink.push(Diagnostic::error("django::absolute_path", field.at, message).help("write it relative to this file: `django: \"site\";`"));
            }
        }
        if let Some(module) = self.settings.known()
            && (module.ends_with(".py") || module.contains('/'))
        {
            let dotted = module.trim_end_matches(".py").replace('/', ".");
            let message = format!("`\"{module}\"` is a file, and a settings module is named with dots");
            sink.push(Diagnostic::error("django::settings_file", self.settings.at, message).help(format!("write `settings: \"{dotted}\";`")));
        }
    }

    fn declare(&self, facts: &mut Facts) {
        let written = |at: At, written: bool| written.then_some(at);
        facts.places.django = Some(if self.path.written { self.path.at } else { self.head.at });
        facts.places.settings = written(self.settings.at, self.settings.written);
        facts.places.requirements = written(self.requirements.at, self.requirements.written);
        facts.places.commands = written(self.build.at, self.build.written);
        facts.places.unknown |= self.path.is_late() || self.settings.is_late() || self.requirements.is_late();
        facts.build.path = self.path.known().cloned();
        facts.build.settings = self.settings.known().cloned();
        facts.build.requirements = self.requirements.known().cloned();
        facts.build.commands = self.build.known().cloned().unwrap_or_default();
    }
}
