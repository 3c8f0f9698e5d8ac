/// A real Kafka broker that runs in a JVM of its own, with a class path apart from ours. The
/// module's build lays out its home under `target/kafka`; `embedded-parts` starts and stops it.
/// Only what the standalone form and tests start: a shop in production uses a cluster of its own.
@NullMarked
package io.cartulary.embedded.kafka;

import org.jspecify.annotations.NullMarked;
