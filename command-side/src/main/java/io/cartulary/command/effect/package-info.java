/// What is done outside, each effect exactly as often as its kind promises. An effect is recorded
/// with its cause in the cause's own transaction, tried at once after the commit, and ends as done,
/// parked with its error, or given up by staff; replays and rebuilds record nothing.
///
/// | from | what happens | to |
/// |---|---|---|
/// | | its cause is committed | due |
/// | due | it was done, or found to be done | done |
/// | due | it was refused for good | parked |
/// | due | it could not be done yet | due, later |
/// | due | no one knows whether it was done: deduplicated by key | due, later, under the same key |
/// | due | no one knows whether it was done: found by query | due, later, to ask first |
/// | due | no one knows whether it was done: at most once | parked |
/// | due | it is older than `cartulary.effects.park-after` | parked |
/// | parked | staff retry | due |
/// | parked | staff give up | given up |
/// | parked | its end becomes known another way | done |
@NullMarked
package io.cartulary.command.effect;

import org.jspecify.annotations.NullMarked;
