package io.cartulary.events.order;

import org.jspecify.annotations.Nullable;

/// How to reach the person who ordered.
public record Contact(String email, @Nullable String phone) {}
