/// Clients of a running shop: connections of their own, shoppers and staff, and the catalogue that
/// they buy from.
@NullMarked
package io.cartulary.benchmarks.client;

import org.jspecify.annotations.NullMarked;
