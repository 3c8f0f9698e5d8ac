/// How events are stored and read: serializer and stored type names, encryption of personal data,
/// the PostgreSQL store and the switch to Axon Server.
///
/// Both sides use it: the command side appends, the query side only reads. On PostgreSQL an event
/// is shown to readers once every event with a lower index is settled, so a reader needs no memory
/// of gaps and never skips one.
@NullMarked
package io.cartulary.eventstore;

import org.jspecify.annotations.NullMarked;
