//! The words of the language that belong to no kind, as documented items: what an editor shows and finds for them.
//!
//! The words of the kinds are items already: the struct, its `fields`, the variants of an enum. `pocket::dsl` puts all of them under the names that
//! stand in a block, by where they stand, and the expansion for an editor names them there.

#![allow(non_camel_case_types)]

/// Only at the top of a block.
pub mod top {
    /// `project shop;`: the project's name, the beginning of every physical name. Without it: the name of the crate.
    #[derive(Debug)]
    pub struct project;
    /// `stage dev { … }`: a stage, deployed on its own. The first one is the default of every command.
    #[derive(Debug)]
    pub struct stage;
    /// `every stage { … }`: what is in each of the stages. A field that a stage sets itself wins, a list is replaced, `without x;` drops.
    #[derive(Debug)]
    pub struct every;
}

/// In a stage or in `every stage`.
pub mod stage {
    /// `hooks { after_deploy: seed; }`: Rust functions that run at points of a deploy; several as a list, `[seed, announce]`. Those of `every stage` run first.
    #[derive(Debug)]
    pub struct hooks;
    /// `commands { seed: seed; }`: Rust functions as sub-commands of the program.
    #[derive(Debug)]
    pub struct commands;
    /// `without efs_cache;`: drops what `every stage` brought.
    #[derive(Debug)]
    pub struct without;
}

/// Behind the first word of an item.
pub mod item {
    /// `vpc from dev;`: the item of another stage, shared with it.
    #[derive(Debug)]
    pub struct from;
}

/// Values that are written with parentheses.
pub mod calls {
    /// `env("NAME")`: a variable of the environment of the deploying machine. It may stand for any string.
    pub fn env(_name: &str) {}
    /// `password(50)`: random letters and digits, made once.
    pub fn password(_length: u32) {}
    /// `file("path")`: the content of a file of the deploying machine.
    pub fn file(_path: &str) {}
}
