/// Axon's stores, deadlines and processors in memory; [Storage] knows which of what they hold a
/// crash loses.
@NullMarked
package io.cartulary.simulation.memory;

import org.jspecify.annotations.NullMarked;
