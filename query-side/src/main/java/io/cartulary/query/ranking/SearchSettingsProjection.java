package io.cartulary.query.ranking;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.search.SearchEvent;
import io.cartulary.events.search.SearchEvent.*;
import io.cartulary.events.search.SearchSettingsId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `search_settings`, of one row, `search_synonyms` and `search_curation`.
@Component
class SearchSettingsProjection implements ProjectionDefinition {

    static final String NAME = "search-settings";

    private static final Table SETTINGS = Table.named("search_settings");
    private static final Column<SearchSettingsId> SETTINGS_ID =
            SETTINGS.key("settings_id", text(SearchSettingsId::new));
    static final Column<Long> VERSION = SETTINGS.latest("version", BIGINT);
    static final Column<Integer> SALES = SETTINGS.latest("sales", INTEGER);
    static final Column<Integer> STOCK = SETTINGS.latest("stock", INTEGER);
    static final Column<Integer> RECENCY = SETTINGS.latest("recency", INTEGER);

    private static final Table SYNONYMS = Table.named("search_synonyms");
    static final Column<String> SYNONYMS_CODE = SYNONYMS.key("code", TEXT);
    static final Column<List<String>> TERMS = SYNONYMS.latest("terms", TEXTS.notNull());
    static final Column<List<String>> ALSO_FIND = SYNONYMS.latest("also_find", TEXTS.notNull());

    private static final Table CURATION = Table.named("search_curation");
    static final Column<String> CURATION_CODE = CURATION.key("code", TEXT);
    static final Column<List<String>> QUERIES = CURATION.latest("queries", TEXTS.notNull());
    static final Column<List<String>> PINNED = CURATION.latest("pinned", TEXTS.notNull());
    static final Column<List<String>> HIDDEN = CURATION.latest("hidden", TEXTS.notNull());

    private final JdbcTemplate database;

    SearchSettingsProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(SearchEvent.class);
    }

    /// They are the events of one aggregate.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.all(
                        SearchSettingsId.OF_THE_SHOP.value(),
                        "search_settings",
                        "search_synonyms",
                        "search_curation"));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(SETTINGS, SYNONYMS, CURATION));
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(SearchEvent event, EventMessage<?> message, Rows rows) {
        var settings = rows.of(SETTINGS, event.settingsId());
        settings.set(VERSION, EventPosition.inAggregate(message));
        switch (event) {
            case SynonymsDefined(_, var code, var synonyms) ->
                    rows.of(SYNONYMS, code)
                            .set(TERMS, texts(synonyms.terms()))
                            .set(ALSO_FIND, texts(synonyms.alsoFind()));
            case SynonymsRemoved(_, var code) -> rows.remove(SYNONYMS, code);
            case WeightsSet(_, var weights) ->
                    settings.set(SALES, weights.sales())
                            .set(STOCK, weights.stock())
                            .set(RECENCY, weights.recency());
            case CurationDefined(_, var code, var curation) ->
                    rows.of(CURATION, code)
                            .set(QUERIES, texts(curation.queries()))
                            .set(PINNED, texts(curation.pinned()))
                            .set(HIDDEN, texts(curation.hidden()));
            case CurationRemoved(_, var code) -> rows.remove(CURATION, code);
        }
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
