/// What two generations hold that stand at the same position, compared row by row or document by
/// document: equal code must have made the same of the same events.
@NullMarked
package io.cartulary.query.projection.comparison;

import org.jspecify.annotations.NullMarked;
