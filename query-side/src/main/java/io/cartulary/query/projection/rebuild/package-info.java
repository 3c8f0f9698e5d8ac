/// Generations of a projection: filled beside the live one, switched to, kept for a while, dropped.
@NullMarked
package io.cartulary.query.projection.rebuild;

import org.jspecify.annotations.NullMarked;
