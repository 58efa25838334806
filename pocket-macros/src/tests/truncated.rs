//! Half-typed input: an editor runs the macro after each key, so no input may make it panic.

use super::SAMPLE;
use crate::expand;
use crate::host::Host;
use pocket_model::messages::Lang;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Every variant of the stream that `change` makes at one token, at any depth.
fn variants_of(stream: &TokenStream, change: &dyn Fn(&[TokenTree], usize) -> Vec<TokenTree>) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut variants = Vec::new();
    for index in 0..trees.len() {
        variants.push(change(&trees, index).into_iter().collect());
        if let TokenTree::Group(group) = &trees[index] {
            for inside in variants_of(&group.stream(), change) {
                let mut trees = trees.clone();
                trees[index] = TokenTree::Group(Group::new(group.delimiter(), inside));
                variants.push(trees.into_iter().collect());
            }
        }
    }
    variants
}

fn without(trees: &[TokenTree], index: usize) -> Vec<TokenTree> {
    let mut trees = trees.to_vec();
    trees.remove(index);
    trees
}

fn cut(trees: &[TokenTree], index: usize) -> Vec<TokenTree> {
    trees[..index].to_vec()
}

fn twice(trees: &[TokenTree], index: usize) -> Vec<TokenTree> {
    let mut trees = trees.to_vec();
    trees.insert(index, trees[index].clone());
    trees
}

fn swapped(trees: &[TokenTree], index: usize) -> Vec<TokenTree> {
    let mut trees = trees.to_vec();
    let last = trees.len() - 1;
    trees.swap(index, last);
    trees
}

fn replaced(trees: &[TokenTree], index: usize) -> Vec<TokenTree> {
    let mut trees = trees.to_vec();
    trees[index] = TokenTree::Group(Group::new(Delimiter::Parenthesis, trees[..index].iter().cloned().collect()));
    trees
}

#[test]
fn no_input_panics_and_every_input_expands() {
    let sample: TokenStream = SAMPLE.parse().expect("the sample is balanced");
    let mut count = 0;
    for change in [without, cut, twice, swapped, replaced] {
        for stream in variants_of(&sample, &change) {
            let written = stream.to_string();
            assert!(!expand::editor::words(stream.clone()).is_empty(), "{written}");
            let expansion = expand::pocket(stream, "shop", Lang::En, Host::Compiler, None).to_string();
            // Sound or not, these names are there for `main`.
            assert!(expansion.contains("pub fn app ()") && expansion.contains("pub mod stages"), "{written}");
            count += 1;
        }
    }
    assert!(count > 1000, "only {count} variants");
}
