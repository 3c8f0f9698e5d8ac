package io.cartulary.events.order;

import org.jspecify.annotations.Nullable;

/// Where goods or an invoice go. Not all countries have postal codes. `country` is an ISO 3166-1
/// alpha-2 code, for example `GB`.
public record PostalAddress(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        @Nullable String postalCode,
        String country) {}
