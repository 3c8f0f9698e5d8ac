package io.cartulary.command.catalog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this shop handles its catalogue.
///
/// @param actEvery how often products are looked for that are to be published, or whose sales start
///   or end
/// @param keepBulkUpdates how long a bulk update that ended can be looked at and undone
@ConfigurationProperties("cartulary.catalog")
public record CatalogSettings(
        @DefaultValue("1s") Duration actEvery, @DefaultValue("90d") Duration keepBulkUpdates) {}
