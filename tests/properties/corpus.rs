//! The random configurations of a run, a change of each, and what became of them.

use crate::generate::{Drawn, Generator};
use crate::mutate;
use crate::oracle::{self, Templates};
use crate::program::{self, Outcome};
use crate::random::Random;
use crate::source::{Block, Source};
use crate::{invariants, text};
use pocket_model::synth::Synthesis;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The variables that repeat a run, and enlarge it.
const SEED: &str = "POCKET_SEED";
const COUNT: &str = "POCKET_CONFIGURATIONS";

/// In `cargo test`: enough to cover the language several times over.
pub const CONFIGURATIONS: usize = 1000;

pub struct Corpus {
    pub seed: u64,
    pub drawn: Drawn,
    pub coverage: (usize, Vec<String>),
    pub configurations: Vec<Program>,
    pub changed: Changed,
    pub templates: Templates,
    pub took: Duration,
}

/// An accepted text, and its templates by their number.
pub struct Program {
    pub text: String,
    pub templates: Vec<usize>,
    /// What is wrong with it, whatever cfn-lint says.
    pub wrong: Vec<String>,
    /// What is in it: kinds, fields, types of resources.
    pub features: BTreeSet<String>,
}

/// What became of the changed texts.
#[derive(Default)]
pub struct Changed {
    pub count: usize,
    /// Refused, by the code of the first mistake.
    pub refused: BTreeMap<&'static str, usize>,
    /// Refused by rustc: no tokens, or a constant that is not there.
    pub rustc: usize,
    /// The others.
    pub accepted: Vec<Program>,
    /// Each kind of change: how many, and how many of them compile.
    pub kinds: BTreeMap<&'static str, (usize, usize)>,
    /// Texts that show a bug of pocket's: a panic, or a diagnostic that cannot be.
    pub broken: Vec<Program>,
}

pub static CORPUS: LazyLock<Corpus> = LazyLock::new(Corpus::new);

/// What the oracle finds, by the number of the template.
pub static FINDINGS: LazyLock<HashMap<usize, Vec<String>>> = LazyLock::new(|| {
    let (begin, templates) = (Instant::now(), &CORPUS.templates);
    let findings = oracle::findings(&templates.different);
    let seconds = begin.elapsed().as_secs();
    println!(
        "{} templates, {} of them different, before cfn-lint and cloudformation-validate: {seconds} s",
        templates.added,
        templates.different.len()
    );
    findings
});

fn variable(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")),
        Err(_) => otherwise,
    }
}

impl Corpus {
    fn new() -> Corpus {
        let begin = Instant::now();
        let seed = variable(SEED, 1);
        let count = usize::try_from(variable(COUNT, CONFIGURATIONS as u64)).expect("a count");
        println!("{SEED}={seed} {COUNT}={count} repeats this run");
        // A panic of the library is a finding, and no line of a backtrace helps to read it.
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let mut templates = Templates::default();
        let mut generator = Generator::new(seed);
        let mut configurations = Vec::with_capacity(count);
        // What has not occurred by then gets as many again.
        let whole = |generator: &Generator, made: usize| made >= count && (generator.covered.missing().1.is_empty() || made >= 2 * count);
        while !whole(&generator, configurations.len()) {
            let source = generator.configuration();
            configurations.push(accepted(&mut templates, &source));
        }
        let mut random = Random::new(seed);
        let mut changed = Changed::default();
        while changed.count < count {
            let text = &random.pick(&configurations).text;
            changed.add(text, &mut random, &mut templates);
        }
        std::panic::set_hook(hook);
        let (drawn, coverage) = (generator.drawn, generator.covered.missing());
        Corpus { seed, drawn, coverage, configurations, changed, templates, took: begin.elapsed() }
    }

    /// Whether it is large enough to be held against everything that the schema can say.
    pub fn is_whole(&self) -> bool {
        self.configurations.len() >= CONFIGURATIONS
    }
}

/// Runs a program that must be accepted.
fn accepted(templates: &mut Templates, source: &Source) -> Program {
    let text = source.to_string();
    match program::run(&text) {
        Outcome::Accepted(stages) => Program { features: features(source, &stages), ..Program::of(text, &stages, templates) },
        Outcome::Broken(why) => Program::broken(text, why),
        Outcome::Refused(mistakes) => {
            let why = format!("refused at its start, after the macro accepted it: {}", mistakes[0].text);
            Program::broken(text, why)
        }
        Outcome::NoTokens | Outcome::NoConstant => Program::broken(text, "the generator wrote what is no program".into()),
    }
}

fn features(source: &Source, stages: &[Synthesis]) -> BTreeSet<String> {
    if invariants::order(stages).is_none() {
        return BTreeSet::new(); // Somebody must set a secret by hand in between: nothing for a sample.
    }
    let items: Vec<_> = source.blocks.iter().flat_map(Block::items).collect();
    let keywords = items.iter().map(|item| item.keyword.to_string());
    let fields = items.iter().flat_map(|item| item.set().map(|(field, _)| format!("{}.{field}", item.keyword)));
    let shared = items.iter().filter(|item| item.from.is_some()).map(|item| format!("{} from", item.keyword));
    let resources = stages.iter().flat_map(|stage| &stage.stacks).flat_map(|stack| stack.template.resources.values());
    let types = resources.filter_map(|resource| resource["Type"].as_str().map(String::from));
    keywords.chain(fields).chain(shared).chain(types).collect()
}

impl Program {
    fn of(text: String, stages: &[Synthesis], templates: &mut Templates) -> Self {
        let numbers = stages.iter().flat_map(|stage| templates.add(stage)).collect();
        Program { text, templates: numbers, wrong: invariants::broken(stages), features: BTreeSet::new() }
    }

    fn broken(text: String, why: String) -> Self {
        Program { text, templates: Vec::new(), wrong: vec![why], features: BTreeSet::new() }
    }
}

impl Changed {
    fn add(&mut self, original: &str, random: &mut Random, templates: &mut Templates) {
        let Some((kind, text)) = mutate::mutation(original, random) else { return };
        self.count += 1;
        let entry = self.kinds.entry(kind).or_default();
        entry.0 += 1;
        match program::run(&text) {
            Outcome::NoTokens | Outcome::NoConstant => self.rustc += 1,
            Outcome::Refused(mistakes) => *self.refused.entry(mistakes[0].code).or_default() += 1,
            Outcome::Broken(why) => self.broken.push(Program::broken(text, why)),
            Outcome::Accepted(stages) => {
                entry.1 += 1;
                self.accepted.push(Program::of(text, &stages, templates));
            }
        }
    }
}

/// The text with as little as shows the same, for a reader.
pub fn smallest(text: &str, why: &str, judge: &mut Option<oracle::Judge>) -> String {
    let same = |other: &String| about(other) == about(why);
    let alone = |text: &str| match program::run(text) {
        Outcome::Broken(why) => same(&why),
        Outcome::Accepted(stages) => invariants::broken(&stages).iter().any(same),
        _ => false,
    };
    if alone(text) {
        return text::smallest(text, &mut |text| alone(text));
    }
    let judge = judge.get_or_insert_with(oracle::Judge::start);
    text::smallest(text, &mut |text| {
        let Outcome::Accepted(stages) = program::run(text) else { return false };
        let mut templates = Templates::default();
        stages.iter().for_each(|stage| _ = templates.add(stage));
        templates.different.iter().any(|(region, template)| judge.findings(region, template).iter().any(same))
    })
}

/// What findings of one cause have in common: the rule, or the sentence up to its first value.
pub fn about(why: &str) -> &str {
    why.split([' ', ':']).next().unwrap_or(why)
}
