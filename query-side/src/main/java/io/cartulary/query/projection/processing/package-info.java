/// How a processor handles events: in batches, with positions and dead letters of its own.
@NullMarked
package io.cartulary.query.projection.processing;

import org.jspecify.annotations.NullMarked;
