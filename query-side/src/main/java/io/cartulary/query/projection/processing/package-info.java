/// How a processor handles events: in batches, with positions and parked events of its own.
@NullMarked
package io.cartulary.query.projection.processing;

import org.jspecify.annotations.NullMarked;
