/// Measures the shop as its users meet it: over HTTP against a running shop, over the command bus
/// beside `pgbench`, and through a rebuild.
///
/// Clients and server share the machine, so the clients are lean: connections of their own, bodies
/// made before, answers searched and not parsed. Each measurement is a [Benchmark] that returns
/// what it found as [Figure]s.
@NullMarked
package io.cartulary.benchmarks;

import org.jspecify.annotations.NullMarked;
