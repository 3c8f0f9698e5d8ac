package io.cartulary.query.reporting.payment;

import org.joda.money.Money;

/// What came by one payment provider in one currency, each when it happened. What the provider
/// keeps for itself is not known here.
///
/// @param payments that it was asked for
/// @param settled payments that came
/// @param declined payments that it refused
/// @param refunds that it gave
/// @param received by the payments that came
/// @param givenBack by those refunds
/// @param lost in disputes
/// @param net `received - givenBack - lost`
public record ProviderPayments(
        String provider,
        long payments,
        long settled,
        long declined,
        long refunds,
        Money received,
        Money givenBack,
        Money lost,
        Money net) {}
