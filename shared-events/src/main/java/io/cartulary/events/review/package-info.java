/// What customers say about products, and what became of it: who approved or rejected it, who found
/// it helpful, what the shop answered.
@NullMarked
package io.cartulary.events.review;

import org.jspecify.annotations.NullMarked;
