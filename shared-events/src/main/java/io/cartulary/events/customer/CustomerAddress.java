package io.cartulary.events.customer;

import org.jspecify.annotations.Nullable;

/// An address as a customer keeps it. `country` is an ISO 3166-1 alpha-2 code, for example `GB`.
public record CustomerAddress(
        String firstName,
        String lastName,
        @Nullable String company,
        String line1,
        @Nullable String line2,
        String city,
        @Nullable String region,
        @Nullable String postalCode,
        String country,
        @Nullable String phone) {}
