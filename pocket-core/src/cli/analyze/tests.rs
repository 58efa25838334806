use super::text::Page;
use crate::analyze::{Advice, Report, What, advice};
use pocket_model::messages::Lang;
use serde_json::{Value, json};

fn import(name: &str, parent: Option<usize>, total: f64, own: f64) -> Value {
    json!({ "kind": "import", "name": name, "parent": parent, "total": total, "self": own })
}

/// `shop.views` imports pandas for one function, and so does `shop.jobs`; `shop.reports` builds a class on reportlab.
fn report() -> Report {
    let edge = |importer: &str, line: u32, imported: &[&str]| {
        json!([importer, format!("/task/{}.py", importer.replace('.', "/")), line, true, imported])
    };
    let statement = |file: &str, line: u32, text: &str, function: Option<&str>, used_at: Option<u32>| {
        let functions: Vec<_> = function.iter().map(|name| json!({ "name": name, "line": 30 })).collect();
        json!({ "file": file, "line": line, "text": text, "functions": functions, "used_at": used_at })
    };
    let files = ["shop.views", "shop.jobs", "shop.reports"].map(|name| (name, format!("/task/{}.py", name.replace('.', "/"))));
    let mut modules: serde_json::Map<String, Value> = files.into_iter().map(|(name, file)| (name.to_owned(), json!(file))).collect();
    for name in ["pandas", "numpy", "reportlab"] {
        modules.insert(name.into(), json!(format!("/build/packages-1/{name}/__init__.py")));
    }
    let document = json!({
        "python": 10.0, "start": 1000.0, "request": 50.0, "status": 200, "root": "/task/", "modules": modules,
        "spans": [
            { "kind": "part", "name": "start", "parent": null, "total": 990.0, "self": 10.0 },
            import("shop.views", Some(0), 600.0, 20.0), import("pandas", Some(1), 500.0, 300.0), import("numpy", Some(2), 200.0, 200.0),
            import("shop.jobs", Some(1), 80.0, 80.0), import("shop.reports", Some(0), 380.0, 80.0), import("reportlab", Some(5), 300.0, 300.0),
        ],
        "edges": [
            edge("__main__", 1, &["shop.views", "shop.reports"]), edge("shop.views", 3, &["pandas"]), edge("shop.views", 4, &["shop.jobs"]),
            edge("shop.jobs", 1, &["pandas"]), edge("pandas", 9, &["numpy"]), edge("shop.reports", 2, &["reportlab"]),
        ],
        "statements": [
            statement("shop/views.py", 3, "import pandas as pd", Some("Totals.get"), None), statement("shop/views.py", 4, "from shop import jobs", None, Some(8)),
            statement("shop/jobs.py", 1, "import pandas", Some("nightly"), None), statement("shop/reports.py", 2, "from reportlab import Page", None, Some(5)),
        ],
    });
    serde_json::from_value(document).expect("a report")
}

#[test]
fn the_nearest_import_that_can_move_is_named() {
    let found: Vec<_> = advice(&report()).into_iter().map(|Advice { ms, what }| (ms, what)).collect();
    let named: Vec<_> = found
        .iter()
        .map(|(ms, what)| match what {
            What::Import { module, places } => (*ms, module.as_str(), places.len()),
            What::Module { module, .. } => (*ms, module.as_str(), 0),
            What::Ready { app, .. } => (*ms, app.as_str(), 0),
        })
        .collect();
    // Both imports of pandas have to go, or it is loaded all the same; shop.reports does work of its own and nobody of the project imports it.
    assert_eq!(named, [(500.0, "pandas", 2), (300.0, "reportlab", 1), (80.0, "shop.jobs", 1), (80.0, "shop.reports", 0)]);
}

#[test]
fn the_text_to_type_is_the_same_in_each_language() {
    let report = report();
    let advice = advice(&report);
    for lang in Lang::ALL {
        let page = Page { lang, project: "site".into(), path: "/" };
        let text = page.of("shop-dev", "3.12".parse().expect("a version"), &report, &advice);
        for part in [
            "site/shop/views.py:3",
            "site/shop/views.py:30",
            "`Totals.get`",
            "`import pandas as pd`",
            "site/shop/jobs.py:30",
            "`nightly`",
            "shop-dev",
            "GET /",
        ] {
            assert!(text.contains(part), "{lang:?}: `{part}` is missing in\n{text}");
        }
        let order: Vec<_> = ["pandas", "reportlab", "shop.jobs"].map(|name| text.rfind(&format!("ms  {name}"))).into_iter().collect();
        assert!(order.is_sorted() && order.iter().all(Option::is_some), "{lang:?}\n{text}");
    }
}
