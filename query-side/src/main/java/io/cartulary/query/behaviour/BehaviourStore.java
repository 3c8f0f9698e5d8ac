package io.cartulary.query.behaviour;

import io.cartulary.query.behaviour.BehaviourEvent.ProductViewed;
import io.cartulary.query.recommendation.Popularity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Owns tables `behaviour_event` and `product_view`.
@Component
class BehaviourStore {

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final BehaviourReader reader;
    private final InstantSource clock;
    private final BehaviourProperties properties;

    BehaviourStore(
            @Qualifier("readModels") JdbcClient database,
            @Qualifier("readModels") TransactionTemplate transactions,
            BehaviourReader reader,
            InstantSource clock,
            BehaviourProperties properties) {
        this.database = database;
        this.transactions = transactions;
        this.reader = reader;
        this.clock = clock;
        this.properties = properties;
    }

    /// Keeps what is new; a repeated event counts once.
    void add(List<BehaviourEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(_ -> {
            // Kafka moves on after this commit, so this one has to reach the disk.
            database.sql("set local synchronous_commit = on").update();
            var fresh = new HashSet<>(insert(events));
            countViews(
                    events.stream()
                            .filter(event -> fresh.remove(event.eventId()))
                            .filter(ProductViewed.class::isInstance)
                            .map(ProductViewed.class::cast)
                            .toList());
        });
    }

    /// Removes some of what is older than the retention.
    void forgetOld() {
        database.sql(
                        """
                        delete from behaviour_event where event_id in (
                            select event_id from behaviour_event
                            where received_at < now() - make_interval(secs => ?) limit ?)
                        """)
                .param(properties.retention().toSeconds())
                .param(FORGOTTEN_AT_ONCE)
                .update();
    }

    private List<UUID> insert(List<BehaviourEvent> events) {
        return database.sql(
                        """
                        insert into behaviour_event (event_id, type, visitor, product_id, occurred_at, body)
                        select event_id::uuid, type, visitor, product_id, occurred_at::timestamptz, body::jsonb
                        from unnest(?, ?, ?, ?, ?, ?) as sent (event_id, type, visitor, product_id, occurred_at, body)
                        order by event_id
                        on conflict do nothing returning event_id
                        """)
                .param(texts(events, event -> event.eventId().toString()))
                .param(texts(events, BehaviourEvent::topic))
                .param(texts(events, BehaviourEvent::visitor))
                .param(texts(events, BehaviourStore::product))
                .param(texts(events, event -> event.occurredAt().toString()))
                .param(texts(events, reader::writeText))
                .query(UUID.class)
                .list();
    }

    private void countViews(List<ProductViewed> views) {
        if (views.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var popularity = new TreeMap<String, Double>();
        var counts = new TreeMap<String, Long>();
        for (var view : views) {
            var product = view.productId().value();
            popularity.merge(
                    product,
                    Popularity.of(Popularity.VIEW, earlier(view.occurredAt(), now)),
                    Popularity::sum);
            counts.merge(product, 1L, Long::sum);
        }
        // In the order of the keys, so that two nodes cannot wait for each other.
        database.sql(
                        """
                        insert into product_view as known (product_id, popularity, views)
                        select * from unnest(?, ?, ?)
                        on conflict (product_id) do update set
                            popularity = %s,
                            views = known.views + excluded.views
                        """
                                .formatted(
                                        Popularity.sumInSql(
                                                "known.popularity", "excluded.popularity")))
                .param(popularity.keySet().toArray(String[]::new))
                .param(popularity.values().toArray(Double[]::new))
                .param(counts.values().toArray(Long[]::new))
                .update();
    }

    private static @Nullable String product(BehaviourEvent event) {
        return switch (event) {
            case ProductViewed view -> view.productId().value();
            case BehaviourEvent.CartChanged cart ->
                    cart.productId() == null ? null : cart.productId().value();
            case BehaviourEvent.Searched search ->
                    search.clicked() == null ? null : search.clicked().value();
            case BehaviourEvent.Purchased _, BehaviourEvent.UserActed _ -> null;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String[] texts(
            List<BehaviourEvent> events, Function<BehaviourEvent, @Nullable String> field) {
        return events.stream().map(field).toArray(String[]::new);
    }
}
