/// What happened to one object, and what it was like at any time: read from its own events alone,
/// so that it takes no longer in a store of many. Any aggregate of this side is such an object.
@NullMarked
package io.cartulary.command.history;

import org.jspecify.annotations.NullMarked;
