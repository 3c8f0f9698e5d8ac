/// What one life has in common: its seed, its conditions, its time, its trace, and how a violation
/// ends it.
@NullMarked
package io.cartulary.simulation.world;

import org.jspecify.annotations.NullMarked;
