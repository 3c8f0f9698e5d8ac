/// Plays whole orders from a seed: the aggregates, sagas, deadlines, effects and payment code of
/// production, unmodified and on one thread, in virtual time. `Shop` wires them to stores in memory
/// that know what a crash loses, `OrderScenario` is what people do, `InvariantChecks` checks what
/// must never be wrong. See docs/simulation.md.
///
/// Doubles that need what a package of production keeps to itself stand in packages of its name.
/// The room is larger than others, and so are the scenario and the checks, because all of it is one
/// program that shares one world.
@NullMarked
package io.cartulary.simulation;

import org.jspecify.annotations.NullMarked;
