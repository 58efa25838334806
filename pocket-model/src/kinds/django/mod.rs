//! `django: "site";` or `django { … }`

mod messages;

use super::{Kind, StageView};
use crate::ast::At;
use crate::diag::Sink;
use crate::graph::Facts;
use crate::messages::Page;
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
    const PAGES: &'static [&'static [Page]] = &[messages::PAGES];

    fn check(&self, _stage: &StageView<'_>, sink: &mut Sink) {
        for (field, help) in [(&self.path, messages::relative_to_the_file()), (&self.requirements, messages::relative_to_manage_py())] {
            if let Some(path) = field.known()
                && (path.starts_with('/') || path.contains('\\'))
            {
                sink.push(messages::absolute_path(field.at, path).help(help));
            }
        }
        if let Some(module) = self.settings.known()
            && (module.ends_with(".py") || module.contains('/'))
        {
            let dotted = module.trim_end_matches(".py").replace('/', ".");
            sink.push(messages::settings_file(self.settings.at, module, dotted));
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
