/// Starts the real servers that Cartulary needs (PostgreSQL, Kafka, Elasticsearch, the simulated
/// payment provider) as children of this process, watches them and stops them. The standalone form
/// runs on them, and so do the tests of every module, through
/// [io.cartulary.embedded.parts.SharedParts].
@NullMarked
package io.cartulary.embedded.parts;

import org.jspecify.annotations.NullMarked;
