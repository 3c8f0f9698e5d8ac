/// The decision tables: prices, rules and coupons in rows that are made from events and read before
/// an order is placed. One package, although it is large: the columns of a table are known to no
/// one else.
@NullMarked
package io.cartulary.command.pricing.tables;

import org.jspecify.annotations.NullMarked;
