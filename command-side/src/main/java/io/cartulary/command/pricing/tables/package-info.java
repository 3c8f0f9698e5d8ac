/// The decision tables: prices, rules and coupons in rows that are made from events and read before
/// an order is placed.
@NullMarked
package io.cartulary.command.pricing.tables;

import org.jspecify.annotations.NullMarked;
