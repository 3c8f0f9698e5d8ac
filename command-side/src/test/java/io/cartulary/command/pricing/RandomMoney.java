package io.cartulary.command.pricing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Amounts and choices from one seed, in one currency.
record RandomMoney(SplittableRandom random, CurrencyUnit currency) {

    private static final List<CurrencyUnit> CURRENCIES =
            Stream.of("JPY", "KRW", "VND", "EUR", "USD", "GBP", "THB", "KWD", "BHD", "TND")
                    .map(CurrencyUnit::of)
                    .toList();

    static RandomMoney of(long seed) {
        var random = new SplittableRandom(seed);
        return new RandomMoney(random, CURRENCIES.get(random.nextInt(CURRENCIES.size())));
    }

    int quantity() {
        return random.nextInt(4) == 0 ? 1 + random.nextInt(999) : 1 + random.nextInt(5);
    }

    /// Often tiny, where rounding shows most, and sometimes very large.
    long amount() {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong(4);
            case 1 -> random.nextLong(1_000_000_000_000L);
            case 2, 3 -> random.nextLong(500);
            default -> random.nextLong(100_000);
        };
    }

    Money money(long minor) {
        return Money.ofMinor(currency, minor);
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// Mostly none, which does not restrict.
    <T> Set<T> some(List<T> values) {
        var some = new HashSet<T>();
        if (random.nextInt(4) == 0) {
            for (var count = 0; count <= random.nextInt(2); count++) {
                some.add(any(values));
            }
        }
        return some;
    }
}
