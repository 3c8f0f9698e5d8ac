package io.cartulary.query.search;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which Elasticsearch is used, and how.
///
/// @param url its base address; user and password may stand in it
/// @param timeout how long an answer may take before it counts as none
/// @param currency prices are compared in it when a question names none; without it, in the one
///   that most products are sold in
@ConfigurationProperties("cartulary.search")
record SearchProperties(
        @DefaultValue("http://localhost:9200") URI url,
        @DefaultValue("5s") Duration timeout,
        @Nullable String currency) {}
