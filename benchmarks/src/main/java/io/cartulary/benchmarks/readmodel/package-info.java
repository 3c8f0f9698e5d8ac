/// How fast read models are written and rebuilt.
@NullMarked
package io.cartulary.benchmarks.readmodel;

import org.jspecify.annotations.NullMarked;
