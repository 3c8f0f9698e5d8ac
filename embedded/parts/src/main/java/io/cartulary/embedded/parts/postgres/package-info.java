/// PostgreSQL as a part: its binaries, its data directory, its users, and the postmaster that an
/// earlier start may have left.
@NullMarked
package io.cartulary.embedded.parts.postgres;

import org.jspecify.annotations.NullMarked;
