//! The catalogue: each page's example is a program that compiles.

use super::parse;
use pocket_model::diag::Severity;

#[test]
fn every_example_compiles() {
    for page in pocket_model::messages::pages() {
        let parsed = parse(page.example);
        assert!(parsed.diagnostics.is_empty(), "{}: {:?}", page.code, parsed.diagnostics);
        let compiled = pocket_model::compile(&parsed.project, None);
        let errors: Vec<_> = compiled.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "the example of {}: {errors:#?}", page.code);
        assert!(
            !compiled.diagnostics.iter().any(|diagnostic| diagnostic.code == page.code),
            "the example of {} shows the mistake",
            page.code
        );
    }
}
