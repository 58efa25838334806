//! A browser that still shows a page of the old release gets its files; what no release has is never remembered as missing.

use super::http::{self, get};
use super::project::Project;

/// Where the home page's style sheet is: `/static/journal/css/site.0123456789ab.css`.
fn style(url: &str) -> String {
    let (_, page) = get(url, "/");
    let (_, rest) = page.split_once("href=\"/static/journal/css/site.").expect("the page links its style sheet by a hashed name");
    format!("/static/journal/css/site.{}", rest.split('"').next().unwrap_or_default())
}

pub fn a_style_sheet_changes(project: &Project, url: &str) {
    let old = style(url);
    let (_, before) = get(url, &old);
    let sheet = project.root.join("site/journal/static/journal/css/site.css");
    let text = std::fs::read_to_string(&sheet).expect("the style sheet");
    std::fs::write(&sheet, format!("{text}\n.of-the-test {{ color: red }}\n")).expect("written");
    let ran = project.done(&["deploy"]);
    assert!(ran.stderr.contains("static files") && ran.stderr.contains(" sent, "), "{}", ran.stderr);
    let new = style(url);
    assert_ne!(new, old);
    assert!(get(url, &new).1.contains(".of-the-test"));

    let (status, headers, body) = http::answer(url, &old);
    assert_eq!((status, body.as_str()), (200, before.as_str()), "the old page's style sheet is still there");
    assert!(headers.contains("cache-control: max-age=315360000, public, immutable"), "{headers}");
    assert!(headers.contains("content-type: text/css"), "{headers}");
    for missing in ["/static/journal/css/site.000000000000.css", "/static/journal/css/missing.css"] {
        let (status, headers, _) = http::answer(url, missing);
        assert!(status == 404 && headers.contains("cache-control: no-store"), "{missing}: {status}\n{headers}");
    }
}
