/// What long work of staff shares: commands that carry its identifier and who asked for it, and a
/// lock by which one process of all works on it.
@NullMarked
package io.cartulary.command.job;

import org.jspecify.annotations.NullMarked;
