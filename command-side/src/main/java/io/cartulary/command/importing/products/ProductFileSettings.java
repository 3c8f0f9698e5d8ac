package io.cartulary.command.importing.products;

import org.joda.money.CurrencyUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param currency of prices in tables that do not say theirs, as those of Shopify
@ConfigurationProperties("cartulary.import.products")
record ProductFileSettings(@DefaultValue("USD") CurrencyUnit currency) {}
