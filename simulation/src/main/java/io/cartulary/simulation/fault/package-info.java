/// Makes each fault of `simulation/faults` in turn and lets the simulation find it.
@NullMarked
package io.cartulary.simulation.fault;

import org.jspecify.annotations.NullMarked;
