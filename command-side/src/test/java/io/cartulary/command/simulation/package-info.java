/// Plays whole order lives from a seed: the aggregates, sagas, deadlines, effects and payment code
/// of production, unmodified and on one thread, in virtual time. `Node` wires them to stores in
/// memory that know what a crash loses, `Life` is what people do, `Books` checks what must never be
/// wrong. See docs/simulation.md.
@NullMarked
package io.cartulary.command.simulation;

import org.jspecify.annotations.NullMarked;
