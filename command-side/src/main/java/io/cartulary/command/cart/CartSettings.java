package io.cartulary.command.cart;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this shop handles carts.
///
/// @param expiresAfter after which time without a change a cart is emptied
/// @param expireEvery how often such carts are looked for
@ConfigurationProperties("cartulary.cart")
public record CartSettings(
        @DefaultValue("7d") Duration expiresAfter, @DefaultValue("30s") Duration expireEvery) {}
