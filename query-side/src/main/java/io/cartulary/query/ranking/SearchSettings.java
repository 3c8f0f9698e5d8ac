package io.cartulary.query.ranking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.search.SearchSettingsId;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.web.version.EntityTag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What staff decided about the search.
///
/// @param version number of the last change; absent before the first
public record SearchSettings(
        List<CodedSynonyms> synonyms,
        SearchWeights weights,
        List<CodedCuration> curations,
        @Nullable Long version) {

    @JsonIgnore
    Optional<EntityTag> entityTag() {
        return Optional.ofNullable(version)
                .map(at -> new EntityTag(SearchSettingsId.OF_THE_SHOP.value(), at));
    }

    public record CodedSynonyms(
            String code, List<SearchedText> terms, List<SearchedText> alsoFind) {}

    public record CodedCuration(
            String code,
            List<SearchedText> queries,
            List<ProductId> pinned,
            List<ProductId> hidden) {}
}
