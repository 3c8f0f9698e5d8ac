package io.cartulary.command.pricing;

import org.joda.money.Money;

/// A way in which an order can be sent.
///
/// @param price as the order's totals would have it
public record ShippingOption(String method, String name, Money price) {}
