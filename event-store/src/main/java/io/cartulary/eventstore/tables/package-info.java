/// Tables that are filled from events, many rows at a time: read models and decision tables.
@NullMarked
package io.cartulary.eventstore.tables;

import org.jspecify.annotations.NullMarked;
