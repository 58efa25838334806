//! The network of the templates against the one that the rules searched: they are made apart, and must be one.

use pocket::synth::Synthesis;
use pocket_core::model::network;

/// The templates make the network that the stage declares, every subnet is in one route table and in the VPC, and every need has its way.
pub fn holds(name: &str, synthesis: &Synthesis) {
    let found: Vec<String> =
        network::audit(synthesis).iter().map(|finding| finding.message.text(pocket_core::model::messages::Lang::En).to_string()).collect();
    assert!(found.is_empty(), "{name}: {found:?}");
    let Some(declared) = synthesis.audited.declared.clone() else {
        assert!(synthesis.stacks.iter().all(|stack| stack.role != "network"), "{name} has a network that nobody declares");
        return;
    };
    let read = network::read(&synthesis.stacks, synthesis.audited.shared.as_ref());
    assert_eq!(read.sorted(), declared.sorted(), "{name}: the templates make another network than the rules searched");
}
