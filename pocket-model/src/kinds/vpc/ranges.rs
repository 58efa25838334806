//! The written ranges of subnets.

use super::rules::SIZES;
use super::{Nat, Vpc, messages};
use crate::ast::At;
use crate::diag::Sink;
use crate::network::{Cidr, Side};

pub(super) fn check(vpc: &Vpc, sink: &mut Sink) {
    if !vpc.explicit() {
        return;
    }
    let before = sink.errors();
    for side in Side::ALL {
        count(vpc, side, sink);
        each(vpc, side, sink);
    }
    // Where one range is wrong, what lies beside it is not known.
    if sink.errors() == before {
        overlaps(vpc, sink);
        complete(vpc, sink);
    }
}

/// The name of the field.
fn name(side: Side) -> String {
    format!("{}_subnets", side.word().to_lowercase())
}

/// One a zone.
fn count(vpc: &Vpc, side: Side, sink: &mut Sink) {
    let Some(ranges) = vpc.ranges(side).known() else { return };
    let zones = vpc.zone_count();
    if ranges.len() != zones || ranges.is_empty() {
        sink.push(messages::subnet_count(vpc.ranges(side).at, name(side), ranges.len(), zones));
    }
}

/// Each range alone.
fn each(vpc: &Vpc, side: Side, sink: &mut Sink) {
    let field = vpc.ranges(side);
    for (index, range) in field.known().into_iter().flatten().enumerate() {
        let at = field.element(index);
        if !SIZES.contains(&range.prefix) {
            let prefix = range.prefix.clamp(*SIZES.start(), *SIZES.end());
            sink.push(messages::subnet_size(at, range, Cidr { prefix, ..*range }.network()));
        } else if range.network() != *range {
            sink.push(messages::subnet_bits(at, range, range.network()));
        } else if let Some(cidr) = vpc.cidr.known()
            && !cidr.contains(*range)
        {
            let diagnostic = messages::subnet_outside(at, range, cidr, Cidr::meant_in(*cidr, *range));
            sink.push(if vpc.cidr.written { diagnostic.related(vpc.cidr.at, messages::the_range()) } else { diagnostic });
        }
    }
}

/// No address is in two subnets.
fn overlaps(vpc: &Vpc, sink: &mut Sink) {
    let mut seen: Vec<(Cidr, At)> = Vec::new();
    for side in Side::ALL {
        let field = vpc.ranges(side);
        for (index, range) in field.known().into_iter().flatten().enumerate() {
            let at = field.element(index);
            if let Some((other, first)) = seen.iter().find(|(known, _)| known.overlaps(*range)) {
                let diagnostic = messages::subnet_overlap(at, range, other).related(*first, messages::the_other(other));
                sink.push(match free(vpc, &written(vpc), range.prefix, 1).as_deref() {
                    Some([free]) => diagnostic.help(messages::free_range(free)),
                    _ => diagnostic,
                });
            }
            seen.push((*range, at));
        }
    }
}

/// With some ranges written, the others must be too: what pocket would choose could overlap them, and would move when they do.
fn complete(vpc: &Vpc, sink: &mut Sink) {
    let nat = !matches!(vpc.nat.known(), Some(Nat::Off));
    let needed = [(Side::Public, nat), (Side::Private, true)];
    let at = Side::ALL.into_iter().map(|side| vpc.ranges(side)).find(|field| field.written).map_or(vpc.head.at, |field| field.at);
    let mut taken = written(vpc);
    for (side, needed) in needed {
        if !needed || vpc.ranges(side).written {
            continue;
        }
        let prefix = taken.first().map_or(*SIZES.end(), |range| range.prefix);
        let proposal = free(vpc, &taken, prefix, vpc.zone_count());
        let diagnostic = messages::subnets_missing(at, name(side));
        sink.push(match proposal {
            Some(ranges) => {
                let listed = ranges.iter().map(|range| format!("\"{range}\"")).collect::<Vec<_>>().join(", ");
                taken.extend(ranges);
                diagnostic.help(messages::write_ranges(name(side), listed))
            }
            None => diagnostic.help(messages::no_space(vpc.cidr.known().copied().unwrap_or(Cidr::DEFAULT))),
        });
    }
}

fn written(vpc: &Vpc) -> Vec<Cidr> {
    Side::ALL.into_iter().filter_map(|side| vpc.ranges(side).known()).flatten().copied().collect()
}

/// So many ranges of the VPC's that nothing has taken.
fn free(vpc: &Vpc, taken: &[Cidr], prefix: u8, count: usize) -> Option<Vec<Cidr>> {
    let cidr = vpc.cidr.known()?;
    let ranges: Vec<Cidr> = cidr.parts(prefix).filter(|part| !taken.iter().any(|known| known.overlaps(*part))).take(count).collect();
    (ranges.len() == count).then_some(ranges)
}
