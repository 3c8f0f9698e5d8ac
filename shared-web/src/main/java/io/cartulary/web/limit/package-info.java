/// What one client may take of the process: how large a body may be, how much of all bodies is held
/// in memory, how long a request may take to arrive, and how much one address may ask for.
///
/// Nothing here knows a route's meaning, and nothing needs the event store: the gateway uses it
/// too.
@NullMarked
package io.cartulary.web.limit;

import org.jspecify.annotations.NullMarked;
