/// A shop with many products: how fast they come in, are indexed, are found and are shown.
@NullMarked
package io.cartulary.benchmarks.catalogue;

import org.jspecify.annotations.NullMarked;
