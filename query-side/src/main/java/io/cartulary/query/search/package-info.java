/// Finding products and orders in Elasticsearch. Two projections fill one index for each of their
/// generations, and the readers ask the live one. Only what the embedded node and a full cluster
/// both have is used: no scripts, no runtime fields.
@NullMarked
package io.cartulary.query.search;

import org.jspecify.annotations.NullMarked;
