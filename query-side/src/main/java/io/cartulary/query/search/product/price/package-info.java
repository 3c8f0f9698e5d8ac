/// What the prices of hits say: from which to which, and how many hits there are between.
@NullMarked
package io.cartulary.query.search.product.price;

import org.jspecify.annotations.NullMarked;
