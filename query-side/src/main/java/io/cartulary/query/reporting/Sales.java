package io.cartulary.query.reporting;

import java.time.LocalDate;
import org.joda.money.Money;

/// What was sold in one period and one currency.
///
/// @param period its first day
/// @param orders placed in it and not cancelled later
/// @param pieces in those orders
/// @param gross what those orders cost, tax and shipping included, with what changes cost more
/// @param refunds given in it, for orders of any day
/// @param net `gross - refunds`
public record Sales(
        LocalDate period, long orders, long pieces, Money gross, Money refunds, Money net) {}
