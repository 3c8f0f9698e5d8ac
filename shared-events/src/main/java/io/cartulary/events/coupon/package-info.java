/// Events of a coupon and of every use of it. The number of uses after the event stands in the
/// event. A use belongs to one order and is given back when that order is cancelled.
@NullMarked
package io.cartulary.events.coupon;

import org.jspecify.annotations.NullMarked;
