//! Waiting between attempts.

use ring::rand::SecureRandom;
use std::time::Duration;

/// Full jitter: somewhere between nothing and `base × 2^attempt`, at most `cap`. `attempt` counts from 0.
pub fn delay(attempt: u32, base: Duration, cap: Duration) -> Duration {
    let ceiling = base.saturating_mul(1u32.checked_shl(attempt.min(16)).unwrap_or(u32::MAX)).min(cap);
    let mut byte = [128u8; 1];
    // Without randomness half of the ceiling is as good a wait as any.
    let _ = ring::rand::SystemRandom::new().fill(&mut byte);
    ceiling.mul_f64(f64::from(byte[0]) / 255.0)
}

/// Sleeps for [`delay`].
pub async fn sleep(attempt: u32, base: Duration, cap: Duration) {
    tokio::time::sleep(delay(attempt, base, cap)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_stays_below_the_cap() {
        let (base, cap) = (Duration::from_millis(200), Duration::from_secs(5));
        for attempt in 0..40 {
            let ceiling = base.saturating_mul(1 << attempt.min(16)).min(cap);
            assert!(delay(attempt, base, cap) <= ceiling);
        }
    }
}
