/// How soon a shop answers after it was started, and how soon it is fast.
@NullMarked
package io.cartulary.benchmarks.start;

import org.jspecify.annotations.NullMarked;
