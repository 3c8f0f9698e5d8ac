/// Kills parts of the shop while shoppers buy, and checks afterwards what the shop and its payment
/// provider recorded.
@NullMarked
package io.cartulary.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
