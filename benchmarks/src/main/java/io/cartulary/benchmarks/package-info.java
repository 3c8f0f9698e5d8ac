/// Measures the shop as its users meet it: over HTTP against a running shop (`load`, `start`), over
/// the command bus beside `pgbench` (`commands`), and through rebuilds (`readmodel`); and proves
/// what must hold when parts die (`crash`), when it is attacked (`attack`) and whatever it is sent
/// (`fuzz`).
///
/// Clients and server share the machine, so the clients are lean: connections of their own, bodies
/// made before, answers searched and not parsed. Each measurement is a [Benchmark] that returns
/// what it found as [Figure]s.
@NullMarked
package io.cartulary.benchmarks;

import org.jspecify.annotations.NullMarked;
