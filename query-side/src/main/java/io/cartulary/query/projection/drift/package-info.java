/// Finds rows of live read models that do not follow from their events: a few objects at a time,
/// whose rows are made again from their own events and compared.
@NullMarked
package io.cartulary.query.projection.drift;

import org.jspecify.annotations.NullMarked;
