/// Finding products and orders in Elasticsearch. Two projections, in `product` and `order`, fill
/// one index for each of their generations, and the readers ask the live one; what both need stands
/// here. Only what the embedded node and a full cluster both have is used: no scripts, no runtime
/// fields.
@NullMarked
package io.cartulary.query.search;

import org.jspecify.annotations.NullMarked;
