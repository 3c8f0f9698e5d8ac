/// The JSON form of what is stored: names and revisions of events, and their metadata.
@NullMarked
package io.cartulary.eventstore.format;

import org.jspecify.annotations.NullMarked;
