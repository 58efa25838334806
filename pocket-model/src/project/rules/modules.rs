//! The modules that the settings name: the WSGI application, the root of the URLs, the apps.

use crate::ast::At;
use crate::diag::{Diagnostic, Sink, nearest};
use crate::project::files::{Files, is_dotted, is_file, is_folder, join, list, module_file, module_path, name};
use crate::project::messages::modules as messages;
use crate::project::python::{Value, may_have};
use crate::project::{Places, Scan};

pub(super) fn check(files: &dyn Files, scan: &Scan, places: &Places, sink: &mut Sink) {
    let Some(settings) = &scan.settings else { return };
    let at = places.settings.unwrap_or(places.project());
    let text = |setting: &str| settings.get(setting).and_then(Value::text).filter(|path| is_dotted(path)).map(str::to_string);
    if let Some(path) = text("WSGI_APPLICATION")
        && let Some((module, attribute)) = path.rsplit_once('.')
    {
        let named = Named { setting: "WSGI_APPLICATION", path: &path, module, attribute: Some(attribute) };
        sink_if(named.check(files, scan, at), sink);
    }
    if let Some(path) = text("ROOT_URLCONF") {
        sink_if(Named { setting: "ROOT_URLCONF", path: &path, module: &path, attribute: None }.check(files, scan, at), sink);
    }
    for app in settings.get("INSTALLED_APPS").map(Value::known_strings).unwrap_or_default() {
        sink_if(installed_app(files, scan, app, at), sink);
    }
    if let Some(place) = settings.place("ASGI_APPLICATION")
        && settings.get("ASGI_APPLICATION") != Some(&Value::None)
    {
        sink.push(messages::asgi(at, scan.show(place)));
    }
}

fn sink_if(diagnostic: Option<Diagnostic>, sink: &mut Sink) {
    diagnostic.into_iter().for_each(|diagnostic| sink.push(diagnostic));
}

/// What a setting names.
struct Named<'a> {
    setting: &'static str,
    path: &'a str,
    module: &'a str,
    attribute: Option<&'a str>,
}

impl Named<'_> {
    fn check(&self, files: &dyn Files, scan: &Scan, at: At) -> Option<Diagnostic> {
        let place =
            scan.settings.as_ref().and_then(|settings| settings.place(self.setting)).map(|place| scan.show(place)).unwrap_or_default();
        let root = &scan.found.root;
        if let Some(file) = module_file(files, root, self.module) {
            let attribute = self.attribute.filter(|attribute| !may_have(files, &file, attribute))?;
            let file = crate::project::files::relative(root, &file);
            return Some(messages::no_name(at, self.setting, place, file, attribute));
        }
        if is_folder(files, &module_path(root, self.module)) {
            return None;
        }
        let top = self.module.split('.').next().unwrap_or(self.module);
        let missing = format!("{}.py", self.module.replace('.', "/"));
        let diagnostic = messages::no_module(at, self.setting, place, self.path, missing);
        if is_own(files, root, top) {
            return (!extended(scan)).then_some(diagnostic);
        }
        // A package of an index may have it, unless the name is nearly that of a folder of the project.
        let folders = list(files, root);
        let near = nearest(top, folders.iter().filter(|entry| entry.folder).map(|entry| entry.name.as_str()))?;
        let better = self.path.replacen(top, near, 1);
        module_file(files, root, &self.module.replacen(top, near, 1))?;
        Some(diagnostic.help(messages::did_you_mean(better)))
    }
}

/// Whether modules may lie in other folders than that of manage.py.
fn extended(scan: &Scan) -> bool {
    scan.found.extends_path || scan.settings.as_ref().is_some_and(|settings| settings.extends_path)
}

/// Whether Python takes a top-level name from the project: a folder without `__init__.py` gives way to any installed package of that name.
pub(super) fn is_own(files: &dyn Files, root: &str, top: &str) -> bool {
    [format!("{top}.py"), format!("{top}/__init__.py")].iter().any(|file| is_file(files, &join(root, file)))
}

/// `shop`, `shop.apps.ShopConfig`, `apps.shop`: only what begins in the project's own folder can be known.
fn installed_app(files: &dyn Files, scan: &Scan, app: &str, at: At) -> Option<Diagnostic> {
    let root = &scan.found.root;
    let top = app.split('.').next().unwrap_or(app);
    if !is_dotted(app) || !is_own(files, root, top) || extended(scan) {
        return None;
    }
    let exists = |module: &str| module_file(files, root, module).is_some() || is_folder(files, &module_path(root, module));
    if exists(app) {
        return None;
    }
    let place =
        scan.settings.as_ref().and_then(|settings| settings.place("INSTALLED_APPS")).map(|place| scan.show(place)).unwrap_or_default();
    let (module, class) = app.rsplit_once('.')?;
    let is_class = class.starts_with(|c: char| c.is_ascii_uppercase());
    match module_file(files, root, module) {
        Some(file) if is_class && may_have(files, &file, class) => None,
        Some(file) if is_class && name(&file) != "__init__.py" => {
            Some(messages::no_name(at, "INSTALLED_APPS", place, crate::project::files::relative(root, &file), class))
        }
        _ => {
            let module = if is_class { module } else { app };
            Some(messages::no_module(at, "INSTALLED_APPS", place, app, format!("{}.py", module.replace('.', "/"))))
        }
    }
}
