/// Events of the stock of one SKU. Each carries the counts after it, so that a reader needs no
/// earlier event. What can be sold is `onHand - reserved` and is never negative.
@NullMarked
package io.cartulary.events.inventory;

import org.jspecify.annotations.NullMarked;
