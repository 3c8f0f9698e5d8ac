package io.cartulary.web;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What holds for the whole shop, on both sides.
///
/// @param timeZone of the days in reports that are asked for no other, and of times in files that
///   do not say theirs
@ConfigurationProperties("cartulary.shop")
public record ShopProperties(@DefaultValue("UTC") ZoneId timeZone) {}
