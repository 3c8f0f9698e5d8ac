/// What an anonymous client can take of the shop: attacks on this machine, while shoppers buy.
@NullMarked
package io.cartulary.benchmarks.attack;

import org.jspecify.annotations.NullMarked;
