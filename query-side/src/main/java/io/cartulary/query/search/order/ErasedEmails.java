package io.cartulary.query.search.order;

import static io.cartulary.query.search.SearchIndex.onElasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import io.cartulary.query.erasure.ErasedPersons;
import io.cartulary.query.search.SearchIndexes;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// Takes the hashed addresses of erased persons from the indexes of orders.
@Component
class ErasedEmails extends ErasedPersons {

    private static final int AT_ONCE = 1_000;
    private static final int CONFLICTS = 3;

    private final ElasticsearchClient elasticsearch;
    private final String indexes;

    ErasedEmails(
            @Qualifier("personalKeys") DataSource keys,
            ElasticsearchClient elasticsearch,
            SearchIndexes indexes) {
        super(keys);
        this.elasticsearch = elasticsearch;
        this.indexes = indexes.namesOf(OrdersProjection.NAME);
    }

    /// Until none is left: the projection may write beside it.
    @Override
    protected void clear(List<String> customers) {
        var terms = customers.stream().map(FieldValue::of).toList();
        for (var found = find(terms); !found.isEmpty(); found = find(terms)) {
            var forgotten = found.stream().map(ErasedEmails::withoutEmail).toList();
            var response =
                    onElasticsearch(() ->
                            elasticsearch.bulk(
                                    bulk -> bulk.operations(forgotten).refresh(Refresh.True)));
            if (response.errors()) {
                throw new IllegalStateException(
                        "Elasticsearch kept addresses of erased persons in " + indexes);
            }
        }
    }

    private List<Hit<Void>> find(List<FieldValue> customers) {
        var theirs =
                Query.of(query ->
                        query.terms(any ->
                                any.field("customerId").terms(terms -> terms.value(customers))));
        var hashed =
                Query.of(query -> query.exists(field -> field.field(OrdersProjection.EMAIL_HASH)));
        return onElasticsearch(() ->
                        elasticsearch.search(
                                search ->
                                        search.index(indexes)
                                                .source(source -> source.fetch(false))
                                                .size(AT_ONCE)
                                                .query(query ->
                                                        query.bool(both ->
                                                                both.filter(theirs, hashed))),
                                Void.class))
                .hits()
                .hits();
    }

    private static BulkOperation withoutEmail(Hit<Void> order) {
        return BulkOperation.of(operation ->
                operation.update(update ->
                        update.index(order.index())
                                .id(order.id())
                                .retryOnConflict(CONFLICTS)
                                .action(action ->
                                        action.doc(
                                                Collections.singletonMap(
                                                        OrdersProjection.EMAIL_HASH, null)))));
    }
}
