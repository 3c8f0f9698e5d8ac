package io.cartulary.query.collection;

import static io.cartulary.query.collection.CollectionTables.COLLECTIONS;

import io.cartulary.events.catalog.CollectionId;
import io.cartulary.query.collection.CollectionQuery.*;
import io.cartulary.query.collection.ShownCollections.ShownCollection;
import io.cartulary.query.listing.Listed;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers [CollectionQuery].
@Component
class CollectionReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;

    CollectionReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
    }

    @QueryHandler
    Optional<FoundCollection> answer(FindCollection query) {
        return find(query.idOrSlug())
                .filter(Listed::active)
                .map(collection ->
                        new FoundCollection(
                                CollectionPage.of(collection),
                                collection.isAt(query.idOrSlug()) ? null : collection.slug(),
                                collection.version()));
    }

    @QueryHandler
    Optional<CollectionContent> answer(FindContent query) {
        return find(query.idOrSlug()).filter(Listed::active).map(this::contentOf);
    }

    private CollectionContent contentOf(Listed<CollectionId> collection) {
        return CollectionTables.content(collection.id(), database, schema(), json);
    }

    @QueryHandler
    Optional<AdministeredCollection> answer(FindCollectionForStaff query) {
        return find(query.idOrSlug())
                .map(found -> AdministeredCollection.of(found, contentOf(found)));
    }

    @QueryHandler
    List<AdministeredCollection> answer(ListCollections query) {
        return all().map(collection -> AdministeredCollection.of(collection, null)).toList();
    }

    @QueryHandler
    ShownCollections answer(ListShownCollections query) {
        var contents = CollectionTables.contents(database, schema(), json);
        var all = all().toList();
        return new ShownCollections(
                all.isEmpty() ? -1 : all.getFirst().version(),
                all.stream()
                        .filter(Listed::active)
                        .map(collection ->
                                new ShownCollection(
                                        CollectionLink.of(collection),
                                        contents.getOrDefault(
                                                collection.id(), CollectionContent.EMPTY)))
                        .toList());
    }

    private Stream<Listed<CollectionId>> all() {
        return COLLECTIONS.all(database, schema(), json).stream();
    }

    private Optional<Listed<CollectionId>> find(String idOrSlug) {
        return COLLECTIONS.find(idOrSlug, database, schema(), json);
    }

    private String schema() {
        return live.of(CollectionsProjection.NAME).schema();
    }
}
