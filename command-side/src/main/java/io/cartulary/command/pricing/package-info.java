/// Says what an order costs. It reads the decision tables, which hold what the catalogue and the
/// coupons last said and are made from events, and calculates with what it read. The result travels
/// in the command that places the order, so that no aggregate looks anything up.
@NullMarked
package io.cartulary.command.pricing;

import org.jspecify.annotations.NullMarked;
