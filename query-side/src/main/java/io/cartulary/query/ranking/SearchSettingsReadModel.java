package io.cartulary.query.ranking;

import static io.cartulary.query.ranking.SearchSettingsProjection.*;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.SearchedText;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.ranking.SearchSettings.CodedCuration;
import io.cartulary.query.ranking.SearchSettings.CodedSynonyms;
import io.cartulary.query.ranking.SearchSettingsQuery.*;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers [SearchSettingsQuery] from the tables of [SearchSettingsProjection].
@Component
class SearchSettingsReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;

    SearchSettingsReadModel(@Qualifier("readModels") JdbcClient database, AwaitedGenerations live) {
        this.database = database;
        this.live = live;
    }

    private record Head(long version, SearchWeights weights) {}

    @QueryHandler
    SearchSettings answer(FindSearchSettings query) {
        return read(live.of(NAME));
    }

    /// The version is read first: what is younger than it is read again under the next one.
    SearchSettings read(Generation generation) {
        var head = head(generation);
        return new SearchSettings(
                database.sql(
                                "select * from %s.search_synonyms order by code"
                                        .formatted(generation.schema()))
                        .query((row, _) -> synonyms(row))
                        .list(),
                head.map(Head::weights).orElse(SearchWeights.NONE),
                database.sql(
                                "select * from %s.search_curation order by code"
                                        .formatted(generation.schema()))
                        .query((row, _) -> curation(row))
                        .list(),
                head.map(Head::version).orElse(null));
    }

    /// Nothing before the first change.
    Optional<Long> version(Generation generation) {
        return head(generation).map(Head::version);
    }

    private Optional<Head> head(Generation generation) {
        return database.sql("select * from %s.search_settings".formatted(generation.schema()))
                .query((row, _) -> new Head(VERSION.of(row), weights(row)))
                .optional();
    }

    private static SearchWeights weights(ResultSet row) throws SQLException {
        var sales = SALES.of(row);
        return sales == null
                ? SearchWeights.NONE
                : new SearchWeights(sales, STOCK.of(row), RECENCY.of(row));
    }

    private static CodedSynonyms synonyms(ResultSet row) throws SQLException {
        return new CodedSynonyms(
                SYNONYMS_CODE.of(row),
                all(TERMS.of(row), SearchedText::new),
                all(ALSO_FIND.of(row), SearchedText::new));
    }

    private static CodedCuration curation(ResultSet row) throws SQLException {
        return new CodedCuration(
                CURATION_CODE.of(row),
                all(QUERIES.of(row), SearchedText::new),
                all(PINNED.of(row), ProductId::new),
                all(HIDDEN.of(row), ProductId::new));
    }

    private static <T> List<T> all(List<String> texts, Function<String, T> value) {
        return texts.stream().map(value).toList();
    }
}
