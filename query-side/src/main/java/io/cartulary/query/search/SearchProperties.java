package io.cartulary.query.search;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which Elasticsearch is used, and how.
///
/// @param url its base address; user and password may stand in it
/// @param indexPrefix what the names of this shop's indexes begin with; empty for nothing
/// @param timeout how long an answer may take before it counts as none
/// @param currency prices are compared in it when a question names none; without it, in the one
///   that most products are sold in
@ConfigurationProperties("cartulary.search")
public record SearchProperties(
        @DefaultValue("http://localhost:9200") URI url,
        @DefaultValue("cartulary-") String indexPrefix,
        @DefaultValue("5s") Duration timeout,
        @Nullable String currency) {

    /// What Elasticsearch takes as the beginning of a name. No wildcard: a name that is dropped is
    /// one index.
    private static final Pattern PREFIX = Pattern.compile("([a-z0-9][a-z0-9_-]{0,99})?");

    public SearchProperties {
        if (!PREFIX.matcher(indexPrefix).matches()) {
            throw new IllegalArgumentException(
                    "cartulary.search.index-prefix must be small letters, digits, - and _, "
                            + "at most 100, beginning with a letter or digit, but is: "
                            + indexPrefix);
        }
    }
}
