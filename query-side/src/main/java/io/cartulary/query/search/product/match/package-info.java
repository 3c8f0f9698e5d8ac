/// What a shopper typed, and which products that finds.
@NullMarked
package io.cartulary.query.search.product.match;

import org.jspecify.annotations.NullMarked;
