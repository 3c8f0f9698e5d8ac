/// What to search for in place of a text that finds nothing: as it was probably meant, or less of
/// it.
@NullMarked
package io.cartulary.query.search.product.rewording;

import org.jspecify.annotations.NullMarked;
