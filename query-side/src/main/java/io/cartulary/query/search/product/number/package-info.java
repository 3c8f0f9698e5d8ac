/// What attributes of hits that are numbers say: from which to which, and how many hits there are
/// between.
@NullMarked
package io.cartulary.query.search.product.number;

import org.jspecify.annotations.NullMarked;
