/// Commands over the bus, without HTTP and without readers, beside what `pgbench` reaches on the
/// same database.
@NullMarked
package io.cartulary.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
