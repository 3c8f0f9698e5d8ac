package io.cartulary.command.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this shop keeps its stock.
///
/// @param expireEvery how often promises are looked for that were not confirmed in time
@ConfigurationProperties("cartulary.inventory")
record InventorySettings(@DefaultValue("5s") Duration expireEvery) {}
