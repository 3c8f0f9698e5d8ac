/// Events of gift cards and of store credit: money that a shopper may spend here only. The code of
/// a gift card is as good as cash and never reaches an event; the account is named by its digest.
@NullMarked
package io.cartulary.events.credit;

import org.jspecify.annotations.NullMarked;
