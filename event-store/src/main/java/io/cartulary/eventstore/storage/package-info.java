/// Events, snapshots, sagas and dead letters as rows in PostgreSQL: how they are written and read.
@NullMarked
package io.cartulary.eventstore.storage;

import org.jspecify.annotations.NullMarked;
