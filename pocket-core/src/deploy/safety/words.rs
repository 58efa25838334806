//! The words for each code of a finding: what happens, and the way without harm, with the text to write.

use super::report::{Breaks, Finding, Operation};
use crate::messages::safety as say;
use pocket_model::messages::Wording;

/// A step of the way without harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub text: Wording,
    /// What to write, in Python.
    pub code: Option<String>,
}

/// What happens; of a code that this version does not know, the code itself.
pub fn what(finding: &Finding) -> Wording {
    to_whom(finding, if finding.breaks.contains(&Breaks::Running) { say::serving() } else { say::new_release() })
}

/// As [`what`], to the queries of a release that is named.
pub fn to_whom(finding: &Finding, who: Wording) -> Wording {
    words(finding, who).unwrap_or_else(|| finding.code.clone().into())
}

fn words(finding: &Finding, who: Wording) -> Option<Wording> {
    let value = |name| finding.value(name);
    let (table, column, constraint) = (value("table"), value("column"), value("constraint"));
    let (from, to) = (value("from"), value("to"));
    Some(match finding.code.as_str() {
        "removed_table" => say::removed_table(table, who),
        "renamed_table" => say::renamed_table(table, to, who),
        "removed_column" => say::removed_column(table, column, who),
        "renamed_column" => say::renamed_column(table, column, to, who),
        "required_column" => say::required_column(table, column, who),
        "not_null" => say::not_null(table, column, who),
        "narrowed_column" => say::narrowed_column(table, column, from, to, who),
        "changed_type" => say::changed_type(table, column, from, to, who),
        "generated_column" => say::generated_column(table, column, who),
        "dropped_default" => say::dropped_default(table, column, who),
        "new_unique" => say::new_unique(table, value("columns"), who),
        "new_check" => say::new_check(table, constraint, who),
        "new_foreign_key" => say::new_foreign_key(table, value("columns"), to, who),
        "new_exclusion" => say::new_exclusion(table, constraint, who),
        "removed_rows" => say::removed_rows(table, who),
        "missing_table" => say::missing_table(table, who),
        "missing_column" => say::missing_column(table, column, who),
        "rewritten_type" => say::rewritten_type(table, column, from, to),
        "rewritten_default" => say::rewritten_default(table, column),
        "rewritten_generated" => say::rewritten_generated(table, column),
        "rewritten_table" => say::rewritten_table(table, value("sql")),
        "scanned_type" => say::scanned_type(table, column, from, to),
        "blocking_index" => say::blocking_index(table, value("index")),
        "blocking_unique" => say::blocking_unique(table, constraint),
        "blocking_exclusion" => say::blocking_exclusion(table, constraint),
        "validated_check" => say::validated_check(table, constraint),
        "validated_foreign_key" => say::validated_foreign_key(table, to, constraint),
        "scanned_not_null" => say::scanned_not_null(table, column),
        "updated_rows" => say::updated_rows(table),
        "held_lock" => say::held_lock(table, value("mode"), value("by")),
        "data_with_schema" => say::data_with_schema(table, value("mode"), value("by")),
        "fails_on_rows" => say::fails_on_rows(table, column),
        "concurrently_in_transaction" => say::concurrently_in_transaction(value("index")),
        "unknown_sql" => say::unknown_sql(value("sql")),
        "unknown_operation" => say::unknown_operation(value("operation"), value("error")),
        "data" => say::data(),
        _ => return None,
    })
}

/// The way without harm, step by step; empty for what is harmless.
pub fn way(migration: &str, operation: &Operation, finding: &Finding) -> Vec<Step> {
    Way { migration, operation, finding }.steps()
}

struct Way<'a> {
    migration: &'a str,
    operation: &'a Operation,
    finding: &'a Finding,
}

fn step(text: Wording) -> Step {
    Step { text, code: None }
}

fn write(text: Wording, code: impl Into<String>) -> Step {
    Step { text, code: Some(code.into()) }
}

/// `RunSQL` with what Django should believe; the statement must not name a quote.
fn run_sql(sql: &str, state: &str) -> String {
    let state = if state.is_empty() { String::new() } else { format!(",\n    state_operations=[{state}]") };
    format!("migrations.RunSQL(\n    '{sql}',\n    reverse_sql=migrations.RunSQL.noop{state},\n)")
}

impl Way<'_> {
    fn value(&self, name: &str) -> String {
        self.finding.value(name)
    }

    fn app(&self) -> &str {
        self.migration.split('.').next().unwrap_or_default()
    }

    /// `blog.0007` of `blog.0007_remove_entry_summary`: what `--allow` takes.
    fn short(&self) -> &str {
        super::allow::short(self.migration)
    }

    /// The name of the field, else of the column.
    fn field(&self) -> String {
        let field = self.value("field");
        if field.is_empty() { self.value("column") } else { field }
    }

    /// The model's name, `entry` of `blog.Entry`.
    fn model(&self) -> String {
        let model = self.value("model");
        let model = if model.is_empty() { self.operation.model.clone().unwrap_or_default() } else { model };
        model.rsplit('.').next().unwrap_or_default().to_lowercase()
    }

    /// The operation as Django's state needs it: `…` where it cannot be written from what is known.
    fn state(&self) -> String {
        let (model, field) = (self.model(), self.value("field"));
        match self.operation.operation.as_str() {
            "RemoveField" if !model.is_empty() && !field.is_empty() => format!("migrations.RemoveField(\"{model}\", \"{field}\")"),
            "DeleteModel" => {
                let name = self.operation.model.as_deref().and_then(|model| model.rsplit('.').next()).unwrap_or("…");
                format!("migrations.DeleteModel(\"{name}\")")
            }
            _ => "…".into(),
        }
    }

    fn in_its_place(&self, code: impl Into<String>) -> Step {
        write(say::in_its_place(self.migration), code)
    }

    fn next(&self, name: String, code: impl Into<String>) -> Step {
        write(say::next_migration(self.app(), name.to_lowercase()), code)
    }

    fn in_the_model(&self, code: impl Into<String>) -> Step {
        write(say::in_the_model(self.migration, self.app()), code)
    }

    fn allow(&self) -> Step {
        step(say::then_allow(self.short()))
    }

    fn steps(&self) -> Vec<Step> {
        let (table, column, constraint) = (self.value("table"), self.value("column"), self.value("constraint"));
        let (model, field, to) = (self.model(), self.field(), self.value("to"));
        let short = self.short();
        if !self.finding.breaks.is_empty() && !self.finding.breaks.contains(&Breaks::Running) {
            let mut steps = vec![step(say::alike(self.app()))];
            if matches!(self.finding.code.as_str(), "required_column" | "not_null") {
                steps.push(write(
                    say::not_in_a_transaction(self.migration),
                    run_sql(&format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{column}\" DROP NOT NULL"), ""),
                ));
            }
            return steps;
        }
        match self.finding.code.as_str() {
            "removed_table" => vec![
                self.in_its_place(format!("migrations.SeparateDatabaseAndState(state_operations=[{}])", self.state())),
                self.next(format!("drop_{table}"), run_sql(&format!("DROP TABLE \"{table}\""), "")),
            ],
            "renamed_table" => {
                let model = to.strip_prefix(&format!("{}_", self.app())).unwrap_or(&model).to_owned();
                vec![
                    write(say::in_the_meta(), format!("db_table = \"{table}\"")),
                    self.in_its_place(format!(
                        "migrations.SeparateDatabaseAndState(state_operations=[\n    …,\n    migrations.AlterModelTable(\"{model}\", \"{table}\"),\n])"
                    )),
                ]
            }
            "removed_column" => vec![
                self.in_its_place(run_sql(&format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{column}\" DROP NOT NULL"), &self.state())),
                self.next(format!("drop_{model}_{column}"), run_sql(&format!("ALTER TABLE \"{table}\" DROP COLUMN \"{column}\""), "")),
            ],
            "renamed_column" => vec![self.in_the_model(format!("{to} = models.…(…, db_column=\"{column}\")"))],
            "required_column" => vec![
                self.in_the_model(format!("{field} = models.…(…, db_default=…)")),
                write(
                    say::after_it(self.migration),
                    run_sql(&format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{column}\" SET DEFAULT …"), ""),
                ),
            ],
            "not_null" | "dropped_default" => vec![step(say::code_first(say::gives_a_value(field))), self.allow()],
            "narrowed_column" => vec![step(say::code_first(say::fits(field, to))), self.allow()],
            "new_unique" | "new_check" | "new_foreign_key" | "new_exclusion" => {
                vec![step(say::code_first(say::keeps_the_rule())), self.allow()]
            }
            "removed_rows" => vec![step(say::code_first(say::does_without_rows())), self.allow()],
            "changed_type" | "rewritten_type" | "scanned_type" | "generated_column" => vec![
                write(say::second_field(self.app()), format!("{field}_new = models.…(null=True)")),
                step(say::copy_and_read()),
                step(say::remove_the_old()),
            ],
            "missing_table" | "missing_column" => vec![step(say::alike(self.app()))],
            "rewritten_default" => {
                vec![self.in_the_model(format!("{field} = models.…(null=True)")), step(say::fill_then_default())]
            }
            "rewritten_generated" | "rewritten_table" | "blocking_exclusion" => vec![step(say::at_a_quiet_hour(short))],
            "blocking_index" => self.index(),
            "blocking_unique" => {
                let columns: Vec<String> =
                    self.value("columns").split(',').map(|column| format!("\"{}\"", column.trim().trim_matches('"'))).collect();
                let columns = columns.join(", ");
                let index = format!("CREATE UNIQUE INDEX CONCURRENTLY \"{constraint}\" ON \"{table}\" ({columns})");
                let attach = format!("ALTER TABLE \"{table}\" ADD CONSTRAINT \"{constraint}\" UNIQUE USING INDEX \"{constraint}\"");
                vec![
                    write(
                        say::migration_before(self.app(), format!("index_{constraint}").to_lowercase()),
                        format!("atomic = False\noperations = [{}]", run_sql(&index, "")),
                    ),
                    self.in_its_place(run_sql(&attach, "…")),
                ]
            }
            "validated_check" => vec![
                self.in_its_place(
                    "from django.contrib.postgres.operations import AddConstraintNotValid\n\nAddConstraintNotValid(…)".to_owned(),
                ),
                self.next(
                    format!("validate_{constraint}"),
                    format!(
                        "from django.contrib.postgres.operations import ValidateConstraint\n\nValidateConstraint(\"{model}\", \"{constraint}\")"
                    ),
                ),
            ],
            "validated_foreign_key" => {
                let columns = self.value("columns");
                let add = format!("ALTER TABLE \"{table}\" ADD CONSTRAINT \"{constraint}\" FOREIGN KEY (\"{columns}\") REFERENCES \"{to}\" NOT VALID");
                let validate = format!("ALTER TABLE \"{table}\" VALIDATE CONSTRAINT \"{constraint}\"");
                vec![
                    self.in_the_model(format!("{field} = models.ForeignKey(…, db_constraint=False)")),
                    self.next(format!("add_{constraint}"), run_sql(&add, "")),
                    self.next(format!("validate_{constraint}"), run_sql(&validate, "")),
                ]
            }
            "scanned_not_null" => {
                let check = format!("{table}_{column}_filled");
                vec![
                    write(
                        say::migration_before(self.app(), format!("{column}_filled").to_lowercase()),
                        run_sql(&format!("ALTER TABLE \"{table}\" ADD CONSTRAINT \"{check}\" CHECK (\"{column}\" IS NOT NULL) NOT VALID"), ""),
                    ),
                    write(
                        say::migration_before(self.app(), format!("{column}_validated").to_lowercase()),
                        run_sql(&format!("ALTER TABLE \"{table}\" VALIDATE CONSTRAINT \"{check}\""), ""),
                    ),
                ]
            }
            "updated_rows" => vec![self.in_its_place(format!(
                "def fill(apps, schema_editor):\n    rows = apps.get_model(\"{}\", \"{model}\").objects.filter(…)\n    while rows.filter(pk__in=list(rows.values_list(\"pk\", flat=True)[:1000])).update(…):\n        pass\n\nclass Migration(migrations.Migration):\n    atomic = False\n    operations = [migrations.RunPython(fill)]",
                self.app()
            ))],
            "held_lock" | "data_with_schema" => vec![step(say::own_migration(self.app()))],
            "fails_on_rows" => vec![self.in_the_model(format!("{field} = models.…(…, default=…)"))],
            "concurrently_in_transaction" => {
                vec![write(say::not_in_a_transaction(self.migration), "class Migration(migrations.Migration):\n    atomic = False")]
            }
            "unknown_sql" | "unknown_operation" => vec![step(say::if_you_know(short))],
            _ => Vec::new(),
        }
    }

    /// An index without a lock: an operation of its own, outside of a transaction.
    fn index(&self) -> Vec<Step> {
        let concurrently = "from django.contrib.postgres.operations import AddIndexConcurrently\n\nclass Migration(migrations.Migration):\n    atomic = False\n    operations = [AddIndexConcurrently(…)]";
        let mut steps = Vec::new();
        if self.operation.operation != "AddIndex" {
            let (field, index) = (self.field(), self.value("index"));
            let field = if field.is_empty() { "…".to_owned() } else { field };
            let name: String = index.chars().take(30).collect();
            steps.push(self.in_the_model(format!("class Meta:\n    indexes = [models.Index(fields=[\"{field}\"], name=\"{name}\")]")));
        }
        steps.push(self.in_its_place(concurrently));
        steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deploy::safety::report::Verdict;
    use pocket_model::messages::Lang;
    use serde_json::json;

    /// The one home of the codes is what says how they come to be.
    const SCHEMA: &str = include_str!("../../../../python/src/pocket_django/migrations/__init__.py");

    /// Code and the values that stand beside it in the schema, before the sentence that explains them.
    fn codes() -> Vec<(String, Vec<String>)> {
        let (_, catalogue) = SCHEMA.split_once("The codes, and the values").expect("the catalogue of codes");
        let (catalogue, _) = catalogue.split_once("\"\"\"").expect("the end of the docstring");
        let mut codes: Vec<(String, Vec<String>)> = Vec::new();
        for line in catalogue.lines() {
            let Some(entry) = line.strip_prefix("      ").filter(|entry| !entry.starts_with(' ')) else { continue };
            let (name, rest) = entry.split_once(' ').unwrap_or((entry, ""));
            let values: Vec<String> = rest.trim_start().split("  ").next().unwrap_or_default().split(' ').map(String::from).collect();
            if entry.starts_with("missing_table, missing_column (column)") {
                codes.extend([("missing_table".to_owned(), Vec::new()), ("missing_column".to_owned(), vec!["column".to_owned()])]);
            } else {
                codes.push((name.to_owned(), values));
            }
        }
        codes
    }

    fn finding(code: &str, breaks: &[Breaks]) -> Finding {
        let values = [
            "table",
            "column",
            "to",
            "from",
            "constraint",
            "columns",
            "index",
            "sql",
            "by",
            "mode",
            "operation",
            "error",
            "model",
            "field",
        ];
        let values = values.iter().map(|name| ((*name).to_owned(), json!(format!("the_{name}")))).collect();
        Finding { code: code.into(), values, breaks: breaks.to_vec() }
    }

    fn operation(kind: &str) -> Operation {
        Operation {
            operation: kind.into(),
            description: String::new(),
            model: Some("blog.Entry".into()),
            table: Some("blog_entry".into()),
            verdict: Verdict::Dangerous,
            locks: Vec::new(),
            rows: None,
            findings: Vec::new(),
        }
    }

    #[test]
    fn every_code_of_the_classifier_has_its_words_and_its_way() {
        let codes = codes();
        assert!(codes.len() >= 36, "the catalogue was not read: {codes:?}");
        for (code, values) in &codes {
            let finding = finding(code, &[Breaks::Running]);
            let words = words(&finding, say::serving()).unwrap_or_else(|| panic!("no words for {code}"));
            for lang in Lang::ALL {
                for value in values.iter().filter(|value| finding.values.contains_key(*value)) {
                    let unsaid = matches!((code.as_str(), value.as_str()), ("removed_rows" | "updated_rows", "sql"))
                        || matches!((code.as_str(), value.as_str()), (_, "constraint" | "columns"));
                    assert!(
                        unsaid || words.text(lang).contains(&format!("the_{value}")),
                        "{code} does not say {value} in {lang:?}: {words:?}"
                    );
                }
            }
            let steps = way("blog.0007_it", &operation("RunSQL"), &finding);
            assert_eq!(steps.is_empty(), code == "data", "{code}");
        }
        assert!(words(&finding("of_another_version", &[]), say::serving()).is_none());
    }

    #[test]
    fn a_dropped_column_goes_in_two_steps() {
        let mut finding = finding("removed_column", &[Breaks::Running]);
        for (name, value) in [("table", "blog_entry"), ("column", "summary"), ("model", "blog.Entry"), ("field", "summary")] {
            finding.values.insert(name.into(), json!(value));
        }
        assert_eq!(
            what(&finding).text(Lang::En),
            "drops the column `blog_entry.summary`, which the release that is serving still reads and writes"
        );
        let steps = way("blog.0007_remove_entry_summary", &operation("RemoveField"), &finding);
        assert_eq!(
            steps[0].code.as_deref(),
            Some(
                "migrations.RunSQL(\n    'ALTER TABLE \"blog_entry\" ALTER COLUMN \"summary\" DROP NOT NULL',\n    reverse_sql=migrations.RunSQL.noop,\n    state_operations=[migrations.RemoveField(\"entry\", \"summary\")],\n)"
            )
        );
        assert!(steps[1].text.text(Lang::En).contains("makemigrations blog --empty --name drop_entry_summary"), "{steps:?}");
        assert!(steps[1].code.as_deref().is_some_and(|code| code.contains("ALTER TABLE \"blog_entry\" DROP COLUMN \"summary\"")));
    }

    #[test]
    fn what_breaks_the_new_release_is_said_of_it() {
        let finding = finding("required_column", &[Breaks::New]);
        assert!(what(&finding).text(Lang::En).contains("the new release"));
        assert!(way("blog.0007_it", &operation("RunSQL"), &finding)[0].text.text(Lang::En).contains("not alike"));
    }
}
