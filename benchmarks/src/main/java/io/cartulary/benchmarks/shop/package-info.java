/// A shop as a process of this machine, and what it takes of it: processor time and memory.
@NullMarked
package io.cartulary.benchmarks.shop;

import org.jspecify.annotations.NullMarked;
