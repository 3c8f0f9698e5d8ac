/// Events, snapshots, sagas as rows in PostgreSQL: how they are written and read.
@NullMarked
package io.cartulary.eventstore.storage;

import org.jspecify.annotations.NullMarked;
