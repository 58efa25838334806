//! A plan as text. The sign in front of each line carries what colour repeats, so nothing is lost without it.

use super::value::brief;
use super::{Action, CodeChange, Plan, ResourceChange, StackChange, ValueChange, messages};
use crate::wrap::{pad, width};
use pocket_model::messages::{Lang, Wording};
use std::collections::BTreeMap;
use std::fmt::Write;

const GREEN: &str = "32";
const YELLOW: &str = "33";
const RED: &str = "31";
const BOLD: &str = "1";
const DIM: &str = "2";

struct Page {
    text: String,
    lang: Lang,
    colour: bool,
    /// Every resource has a line.
    whole: bool,
}

/// New resources of one stack that are still listed one by one in a summary.
const FEW: usize = 4;

pub(super) fn text(plan: &Plan, colour: bool, whole: bool) -> String {
    let mut page = Page { text: String::new(), lang: plan.lang, colour, whole };
    if plan.is_empty() {
        page.line(0, &nothing(plan));
    } else {
        page.changes(plan);
    }
    page.notes(plan);
    page.text.truncate(page.text.trim_end().len());
    page.text
}

fn nothing(plan: &Plan) -> String {
    let live = plan.release.functions.first().and_then(|function| function.live.as_deref());
    let release =
        live.map(|version| messages::live(version, &plan.release.functions[0].name).text(plan.lang).to_owned()).unwrap_or_default();
    format!("{}{release}", messages::nothing(format!("{}-{}", plan.project, plan.stage)).text(plan.lang))
}

/// The sign of an action, with its colour.
fn sign(action: Action) -> (&'static str, &'static str) {
    match action {
        Action::Add => ("+", GREEN),
        Action::Modify => ("~", YELLOW),
        Action::Replace => ("±", RED),
        Action::Remove => ("-", RED),
        Action::Same => ("=", DIM),
        Action::Foreign => ("!", RED),
    }
}

impl Page {
    fn say(&self, wording: Wording) -> String {
        wording.text(self.lang).to_owned()
    }

    /// The wording where it applies.
    fn where_true(&self, applies: bool, wording: fn() -> Wording) -> String {
        if applies { self.say(wording()) } else { String::new() }
    }

    fn paint(&self, text: &str, code: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.text, "{:indent$}{}", "", text.trim_end());
    }

    fn heading(&mut self, text: &str) {
        let text = self.paint(text, BOLD);
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{text}");
    }

    /// `+ name  what                at`
    fn item(&mut self, action: Action, name: &str, what: &str, at: Option<&str>) {
        let (sign, code) = sign(action);
        let sign = self.paint(sign, code);
        let at = at.map(|at| self.paint(&format!("  {at}"), DIM)).unwrap_or_default();
        self.line(2, &format!("{sign} {} {what}{at}", pad(name, 28)));
    }

    fn changes(&mut self, plan: &Plan) {
        let account = if plan.embedded { messages::embedded_cloud() } else { messages::account(&plan.account, &plan.region) };
        self.heading(&format!("{}-{} ({})", plan.project, plan.stage, self.say(account)));
        for blocker in &plan.blockers {
            self.item(Action::Foreign, &blocker.message, "", blocker.at.as_deref());
            if let Some(hint) = &blocker.hint {
                self.line(6, &format!("help: {hint}"));
            }
        }
        let holders: Vec<_> = plan.holders.iter().filter(|holder| holder.action != Action::Same).collect();
        if !holders.is_empty() {
            self.heading(&self.say(messages::made_directly()));
            for holder in holders {
                let foreign = self.where_true(holder.action == Action::Foreign, messages::not_ours);
                self.item(holder.action, &holder.item, &format!("{}{foreign}", holder.name), holder.at.as_deref());
                for detail in &holder.details {
                    self.line(6, detail);
                }
            }
        }
        let secrets: Vec<_> = plan.secrets.iter().filter(|secret| secret.action != Action::Same).collect();
        if !secrets.is_empty() {
            self.heading(&self.say(messages::secrets()));
            for secret in secrets {
                let what = self.say(messages::from(&secret.id, &secret.origin));
                self.item(secret.action, &secret.name, &what, secret.at.as_deref());
            }
        }
        for stack in plan.stacks.iter().filter(|stack| stack.action != Action::Same || stack.busy) {
            self.stack(stack);
        }
        self.release(plan);
        self.migrations(plan);
        let count = plan.count();
        let numbers = [count.add, count.modify, count.replace, count.remove];
        let words = [
            messages::to_add(count.add),
            messages::to_change(count.modify),
            messages::to_replace(count.replace),
            messages::to_remove(count.remove),
        ];
        let mut parts: Vec<Wording> = numbers.into_iter().zip(words).filter(|(number, _)| *number > 0).map(|(_, word)| word).collect();
        parts.extend(match plan.release.change {
            CodeChange::First => Some(messages::first_release()),
            CodeChange::Code => Some(messages::new_code()),
            CodeChange::Configuration => Some(messages::new_configuration()),
            CodeChange::Same | CodeChange::Unknown => None,
        });
        if !parts.is_empty() {
            let summed =
                !self.whole && plan.stacks.iter().any(|stack| stack.resources.iter().filter(|it| it.action == Action::Add).count() > FEW);
            let more = if summed { format!("    {}", self.say(messages::more())) } else { String::new() };
            self.heading(&format!("{}{more}", self.say(Wording::joined(&parts, [", ", "、", ", "]))));
        }
    }

    fn stack(&mut self, stack: &StackChange) {
        let what = match stack.action {
            Action::Add => self.say(messages::new_stack()),
            Action::Replace => self.say(messages::left_by_failure(stack.status.as_deref().unwrap_or_default())),
            _ => stack.status.clone().unwrap_or_default(),
        };
        let busy = self.where_true(stack.busy, messages::busy);
        self.heading(&self.say(messages::stack(&stack.name, format!("{what}{busy}"))));
        let (new, others): (Vec<_>, Vec<_>) = stack.resources.iter().partition(|resource| resource.action == Action::Add);
        if self.whole || new.len() <= FEW {
            stack.resources.iter().for_each(|resource| self.resource(resource));
        } else {
            self.many(&new);
            others.into_iter().for_each(|resource| self.resource(resource));
        }
        for change in &stack.parameters {
            self.value(change, messages::parameter(self.change_text(change)));
        }
        for change in &stack.outputs {
            self.value(change, messages::output(self.change_text(change)));
        }
    }

    /// `~ parameter Python: python3.12 → python3.13`
    fn value(&mut self, change: &ValueChange, text: Wording) {
        let action = if change.before.is_none() && change.because.is_none() { Action::Add } else { Action::Modify };
        let (sign, code) = sign(action);
        let line = format!("{} {}", self.paint(sign, code), self.say(text));
        self.line(2, &line);
    }

    /// `+ 20 resources: 4 Subnet, 3 RouteTable, NatGateway`
    fn many(&mut self, new: &[&ResourceChange]) {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for resource in new {
            *kinds.entry(resource.r#type.rsplit("::").next().unwrap_or_default()).or_default() += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
        let sign = self.paint("+", GREEN);
        let mut line = format!("{sign} {}", self.say(messages::resources(new.len())));
        let mut columns = width(&line);
        let count = kinds.len();
        for (index, (kind, number)) in kinds.into_iter().enumerate() {
            let word = if number == 1 { kind.to_owned() } else { format!("{number} {kind}") };
            let word = if index + 1 == count { word } else { format!("{word},") };
            if columns + 1 + word.len() > 110 {
                self.line(2, &line);
                line = " ".to_owned();
                columns = 1;
            }
            columns += 1 + word.len();
            line = format!("{line} {word}");
        }
        self.line(2, &line);
    }

    fn resource(&mut self, resource: &ResourceChange) {
        let mut what = resource.r#type.clone();
        if resource.action == Action::Replace {
            what.push_str(&self.say(messages::replaced()));
        }
        if matches!(resource.action, Action::Replace | Action::Remove) {
            if resource.retained {
                what.push_str(&self.say(messages::old_is_kept()));
            } else if resource.data {
                let loss = self.paint(&self.say(messages::loses_data()), RED);
                what.push_str(&loss);
            }
        }
        self.item(resource.action, &resource.id, &what, resource.at.as_deref());
        for property in &resource.properties {
            let fixed = self.where_true(property.replaces, messages::fixed_at_creation);
            self.line(6, &format!("{}{fixed}", self.change_text(property)));
        }
    }

    fn release(&mut self, plan: &Plan) {
        let release = &plan.release;
        let what = match release.change {
            CodeChange::Unknown | CodeChange::Same => return,
            CodeChange::First => messages::first_release(),
            CodeChange::Code => messages::new_code(),
            CodeChange::Configuration => messages::same_code(),
        };
        self.heading(&self.say(messages::release()));
        let short = |sha: &Option<String>| sha.as_deref().map(|sha| format!(" {}", &sha[..sha.len().min(12)])).unwrap_or_default();
        let layer = if release.dependencies_change {
            format!("{}{}", self.say(messages::new_dependencies()), short(&release.dependencies_sha256))
        } else {
            self.say(messages::same_dependencies())
        };
        let migrate = self.where_true(release.migrate, messages::migrate);
        let action = if release.change == CodeChange::First { Action::Add } else { Action::Modify };
        self.item(action, &format!("{}{}", self.say(what), short(&release.code_sha256)), &format!("{layer}{migrate}"), None);
        if !release.phases.is_empty() {
            let phases: Vec<String> = release.phases.iter().map(|phase| self.say(messages::phase(phase))).collect();
            let line = self.paint(&phases.join(" → "), DIM);
            self.line(4, &line);
        }
    }

    fn migrations(&mut self, plan: &Plan) {
        if plan.migrations.is_empty() {
            return;
        }
        self.heading(&self.say(messages::migrations()));
        for migration in &plan.migrations {
            let refused = migration.dangerous && !migration.allowed;
            let action = if refused { Action::Foreign } else { Action::Add };
            let what = super::migrations::summary(migration, self.lang);
            self.item(action, &migration.name, &what, migration.at.as_deref());
            for line in super::migrations::lines(migration, self.lang, refused) {
                self.line(6, &line);
            }
        }
    }

    fn notes(&mut self, plan: &Plan) {
        if !plan.left_out.is_empty() {
            self.heading(&self.say(messages::left_out()));
            for left in &plan.left_out {
                self.line(2, &format!("{} ({}): {}", left.r#type, left.ids.join(", "), left.reason));
            }
        }
        for warning in &plan.warnings {
            self.heading(&self.say(messages::warning(warning)));
        }
        if !plan.standing.is_empty() && !plan.embedded {
            self.heading(&self.say(messages::standing_cost(format!("{:.2}", plan.standing_usd_a_month))));
            for line in &plan.standing {
                let at = line.at.as_deref().map(|at| self.paint(&format!("  {at}"), DIM)).unwrap_or_default();
                self.line(2, &format!("{:>8.2} {}{at}", line.usd_a_month, line.what));
            }
            for way in &plan.cheaper {
                self.line(11, &self.say(messages::cheaper(format!("{:.2}", way.saves), &way.how)));
            }
        }
    }

    /// `MemorySize: 512 → 1024`, `Layers: parameter DependenciesLayer`
    fn change_text(&self, change: &ValueChange) -> String {
        let none = || self.say(messages::none());
        let value = match (&change.before, &change.after, &change.because) {
            (_, _, Some(because)) => because.clone(),
            (Some(before), Some(after), _) if brief(before) == brief(after) => self.say(messages::changed()),
            (Some(before), Some(after), _) => format!("{} → {}", brief(before), brief(after)),
            (Some(before), None, _) => format!("{} → {}", brief(before), none()),
            (None, Some(after), _) => format!("{} → {}", none(), brief(after)),
            (None, None, None) => self.say(messages::changed()),
        };
        format!("{}: {value}", change.path)
    }
}
