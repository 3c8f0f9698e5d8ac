package io.cartulary.command;

import org.joda.money.Money;

/// What Joda-Money does not say of amounts.
public final class Amounts {

    private Amounts() {}

    /// The smaller of two amounts of one currency.
    public static Money least(Money one, Money other) {
        return one.isLessThan(other) ? one : other;
    }
}
