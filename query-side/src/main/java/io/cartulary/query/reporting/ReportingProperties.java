package io.cartulary.query.reporting;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param zone of business days; `daily-sales` must be rebuilt after a change
@ConfigurationProperties("cartulary.reporting")
public record ReportingProperties(ZoneId zone) {}
