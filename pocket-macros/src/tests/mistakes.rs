use super::mistakes;
#[test]
fn show() {
    for source in [
        "stage dev { neon s3; }", "stage dev { neon }", "stage dev { vpc { nat } }", "stage dev { lambda { memory: 512mb timeout: 30s; } }", "region: \"x\" stage dev;", "stage dev",
        "stage dev { lambda worker s3; }", "stage dev { without efs_cache s3; }",
        "stage dev { neon;; }", "; stage dev;", "stage dev { vpc { nat; }; }", "stage dev { };",
        "stage dev { lambda { timeout: 30sec; } }", "stage dev { lambda { timeout: 30S; } }", "stage dev { lambda { timeout: 30x; } }", "stage dev { lambda { timeout: 30u32; } }", "stage dev { lambda { timeout: 30 s; } }", "stage dev { lambda { timeout: 30ms; } }",
        "stage dev { lambda { memory: MEM / 2; timeout: 30s, } }", "stage dev { lambda { memory: (1); timeout: f::g(2); tmp: size!(3); arch: if x { 1 } else { 2 }; a: &B; c: a.b; d: x::<T>; } }",
        "stage dev { lambda { memory = 512mb; } }", "#[cfg(x)] stage dev { #[inline] neon; #! nat; }",
        "/// Doc.\nregion: \"x\"; stage dev { lambda { /// Doc.\n memory: 1mb; } /// Doc.\n without s3; /// D.\n route default => web; /// end\n }",
        "", "project shop;", "every stage { s3; }", "stag dev { neon; }", "stage { neon }", "stage;", "stage \"my-shop\";", "stage my-shop { neon; }", "stage 2nd;",
        "every stage; every stage { s3; } stage dev;", "every dev { s3; } stage dev;", "every stage dev { s3; } stage dev;",
        "stage dev { stage prod { neon; } }", "stage dev { lambda { memory: ; } }", "stage dev { lambda { memory: timeout: 30s; } }", "stage dev { lambda { memory: } }",
        "stage dev { \"neon\"; { s3; } + ; }", "stage dev { vpc from; }", "stage dev { vpc { zones [\"a\"]; } lambda { memory 512mb; } }",
        "stage dev { vpc { zones: [\"a\" \"c\"; \"d\"]; } }", "stage dev { cdn { route => s3; route \"x\" s3; route \"x\" => ; } }", "stage dev { without; }", "stage dev { without s3 { x; } }",
        "stage dev { aurora { capacity: 1acu..=8acu; a: 1acu..; b: ..8acu; } }", "stage dev { a: 'a'; b: b\"x\"; c: c\"x\"; d: \"x\"y; e: 99999999999999999999; f: 'static; }",
        "stage dev { settings { X: { 1: 2, \"a\" 3, \"b\": 4; c: 5 } ; } }", "stage dev { a::b; vpc => x; }", "stage dev [ neon; ]", "stage dev { secret KEY password(3); }", "stage dev { neon: \n\n }",
    ] {
        println!("--- {source}");
        for m in mistakes(source) { println!("{m}"); }
    }
}
