/// What many clients reach in a given time, and how long each of them waits.
@NullMarked
package io.cartulary.benchmarks.load;

import org.jspecify.annotations.NullMarked;
