//! If rustc accepts it, AWS accepts it: random configurations and random changes of them, held against AWS's own schemas and the embedded cloud.

// The parser asks whether a compiler is there.
extern crate proc_macro;

mod coverage;
mod generate;
#[path = "../../pocket-macros/src"]
#[expect(dead_code, reason = "only the reading half of the macro is used here")]
mod macros {
    pub mod parse;
    pub mod spans;
}
mod program;
mod random;
mod source;

use macros::{parse, spans};

fn main() {
    let seed = std::env::var("POCKET_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_101);
    let count: usize = std::env::var("POCKET_CONFIGURATIONS").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1000);
    println!("POCKET_SEED={seed}");
    let begin = std::time::Instant::now();
    let mut generator = generate::Generator::new(seed);
    let mut stages = 0;
    for number in 0..count {
        let source = generator.configuration();
        let text = source.to_string();
        match program::run(&text) {
            program::Outcome::Accepted(accepted) => stages += accepted.syntheses.len(),
            program::Outcome::Broken(why) => println!("BROKEN {why}\n{text}"),
            program::Outcome::Refused(mistakes) => println!("REFUSED {:?}\n{text}", mistakes.iter().map(|m| (m.code, m.line, &m.text)).collect::<Vec<_>>()),
            _ => println!("OTHER\n{text}"),
        }
        if number < 3 { println!("{text}"); }
    }
    println!("{:?} {stages} stages {:?} missing {:?}", generator.drawn, begin.elapsed(), generator.covered.missing());
}
