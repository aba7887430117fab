//! Components with damage at any place.

use parsify_interface::ErrorKind;
use parsify_sandbox::Allocation;
use tokio::task::JoinSet;

use super::chance::Chance;
use super::verdicts::sandbox;
use super::wat::Guest;
use crate::guests::{fresh_digest, guest};

/// Refused with a typed failure, or loaded: damage may hit what nobody reads.
async fn load(bytes: Vec<u8>) -> bool {
    let Err(failure) = sandbox(Allocation::Auto).load(bytes, fresh_digest()).await else { return true };
    // The rest would be the host's fault.
    assert!(!matches!(failure.kind(), ErrorKind::Internal | ErrorKind::Capacity), "{failure:?}");
    assert!(failure.code().starts_with("sandbox."), "{failure:?}");
    false
}

async fn loaded(damaged: impl Iterator<Item = Vec<u8>>) -> usize {
    let loads: JoinSet<_> = damaged.map(load).collect();
    loads.join_all().await.into_iter().filter(|&loaded| loaded).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_part_of_a_component_is_one() {
    let whole = guest("text-tools");
    let parts = (0..whole.len()).step_by(997).map(|length| whole[..length].to_vec());
    // Without the metadata at its end, which is a section of its own, the component is complete.
    let complete = loaded(parts).await;
    assert!(complete <= 2, "{complete}");
    let small = Guest::default().build();
    assert_eq!(loaded((0..small.len() - 400).map(|length| small[..length].to_vec())).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flipped_bits_never_harm_the_host() {
    let whole = Guest::default().build();
    let mut chance = Chance::new(3);
    let flipped = (0..500).map(|_| {
        let mut bytes = whole.clone();
        let place = chance.below(bytes.len() as u64) as usize;
        bytes[place] ^= 1 << chance.below(8);
        bytes
    });
    let survived = loaded(flipped.collect::<Vec<_>>().into_iter()).await;
    // Texts and numbers can change without a component becoming another.
    assert!(survived < 500);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn flipped_bits_of_a_built_guest_never_harm_the_host() {
    let whole = guest("text-tools");
    let mut chance = Chance::new(4);
    let flipped = (0..6).map(|_| {
        let mut bytes = whole.to_vec();
        // Near the start stand the types, which a change hurts most.
        let place = chance.below(4096) as usize;
        bytes[place] ^= 1 << chance.below(8);
        bytes
    });
    loaded(flipped.collect::<Vec<_>>().into_iter()).await;
}
