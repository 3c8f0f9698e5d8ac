/// What must hold in every life, one class a family of invariants.
@NullMarked
package io.cartulary.simulation.invariant;

import org.jspecify.annotations.NullMarked;
