//! One output out of two sources: the log, whose records come early, late, twice or never, and the answer, which is whole but last.

use super::record::Stream;
use std::collections::BTreeMap;

/// Gives out each byte once, in order. Every piece names its place: how many bytes came before it.
#[derive(Debug, Default)]
pub struct Merge {
    shown: u64,
    /// When the log wrote what was given out last: milliseconds since 1970.
    time: Option<i64>,
    waiting: BTreeMap<u64, Piece>,
}

#[derive(Debug)]
struct Piece {
    stream: Stream,
    bytes: Vec<u8>,
    time: Option<i64>,
}

impl Merge {
    /// Takes a piece in, and gives out what is now next.
    pub fn take(&mut self, place: u64, stream: Stream, bytes: Vec<u8>, time: Option<i64>, show: &mut impl FnMut(Stream, &[u8])) {
        let known = self.waiting.get(&place).map_or(0, |piece| piece.bytes.len());
        if place + bytes.len() as u64 > self.shown && bytes.len() > known {
            self.waiting.insert(place, Piece { stream, bytes, time });
        }
        self.give(show);
    }

    fn give(&mut self, show: &mut impl FnMut(Stream, &[u8])) {
        while let Some(entry) = self.waiting.first_entry()
            && *entry.key() <= self.shown
        {
            let (place, piece) = entry.remove_entry();
            let known = usize::try_from(self.shown - place).unwrap_or(usize::MAX);
            if let Some(new) = piece.bytes.get(known..).filter(|new| !new.is_empty()) {
                show(piece.stream, new);
                self.shown += new.len() as u64;
                self.time = piece.time.or(self.time);
            }
        }
    }

    /// How many bytes were given out.
    pub fn shown(&self) -> u64 {
        self.shown
    }

    /// When the log wrote the last of them: what is still missing came no earlier.
    pub fn time(&self) -> Option<i64> {
        self.time
    }

    /// Passes over what is missing before the next piece, or before `size`, the end. Returns how many bytes that is.
    pub fn skip(&mut self, size: u64, show: &mut impl FnMut(Stream, &[u8])) -> u64 {
        let next = self.waiting.first_key_value().map_or(size, |(place, _)| *place);
        let missing = next.saturating_sub(self.shown);
        self.shown += missing;
        self.give(show);
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of an output, shuffled, repeated and cut differently, make that output.
    #[test]
    fn any_order_any_overlap_each_byte_once() {
        let whole: Vec<u8> = (0..200u32).map(|number| (number % 251) as u8).collect();
        for seed in 1..200u64 {
            let mut state = seed;
            let mut random = |below: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) % below
            };
            let (mut merge, mut seen) = (Merge::default(), Vec::new());
            let mut show = |_: Stream, bytes: &[u8]| seen.extend_from_slice(bytes);
            for _ in 0..100 {
                let begin = random(200) as usize;
                let end = (begin + random(9) as usize).min(200);
                merge.take(begin as u64, Stream::Stdout, whole[begin..end].to_vec(), Some(begin as i64), &mut show);
            }
            // The answer: all of it.
            merge.take(0, Stream::Stdout, whole[..90].to_vec(), None, &mut show);
            merge.take(90, Stream::Stdout, whole[90..].to_vec(), None, &mut show);
            assert_eq!((merge.shown(), merge.waiting.len()), (200, 0), "seed {seed}");
            assert_eq!(seen, whole, "seed {seed}");
        }
    }

    #[test]
    fn a_gap_is_passed_over_when_nothing_fills_it() {
        let (mut merge, mut seen) = (Merge::default(), Vec::new());
        let mut show = |stream: Stream, bytes: &[u8]| seen.push((stream, bytes.to_vec()));
        merge.take(0, Stream::Stdout, b"one".to_vec(), Some(5), &mut show);
        merge.take(10, Stream::Stderr, b"two".to_vec(), Some(9), &mut show);
        assert_eq!((merge.shown(), merge.time()), (3, Some(5)));
        assert_eq!(merge.skip(20, &mut show), 7);
        assert_eq!(merge.skip(20, &mut show), 7);
        assert_eq!(merge.shown(), 20);
        assert_eq!(seen, [(Stream::Stdout, b"one".to_vec()), (Stream::Stderr, b"two".to_vec())]);
    }
}
