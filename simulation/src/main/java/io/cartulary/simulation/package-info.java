/// Plays whole orders from a seed: the aggregates, sagas, deadlines, effects and payment code of
/// production, unmodified and on one thread, in virtual time. [Simulation] plays one seed: `Shop`
/// wires production to the stores of `memory`, which know what a crash loses, `scenario` is what
/// people do, `bank` what providers do, `invariant` what must never be wrong, and `world` what all
/// of them share. See docs/simulation.md.
///
/// Doubles that need what a package of production keeps to itself stand in packages of its name.
@NullMarked
package io.cartulary.simulation;

import org.jspecify.annotations.NullMarked;
