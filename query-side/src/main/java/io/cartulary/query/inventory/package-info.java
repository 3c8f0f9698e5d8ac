/// Answers what is in stock, and how it came to be so.
///
/// Every stock event carries the counts after it, so a level is simply that of the last event.
/// Shoppers see what can be sold; staff also see what is promised and every change.
@NullMarked
package io.cartulary.query.inventory;

import org.jspecify.annotations.NullMarked;
