/// How good recommendations are: the query side's own ranking beside popular items and nearest
/// neighbours, on files of what people really did.
@NullMarked
package io.cartulary.benchmarks.recommend;

import org.jspecify.annotations.NullMarked;
