/// Personal data in events: sealed with a key per person, left sealed in read models.
@NullMarked
package io.cartulary.eventstore.privacy;

import org.jspecify.annotations.NullMarked;
