package io.cartulary.query.behaviour;

import io.cartulary.query.behaviour.SearchAnalytics.SoughtQuery;
import io.cartulary.query.behaviour.SearchAnalytics.Sums;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts searches in table `behaviour_event` when they are asked for, so that what is forgotten
/// there is in no other place.
@Component
class SearchAnalyticsReadModel {

    /// A text that one visitor alone sought may say who they are.
    private static final int FEWEST_VISITORS = 2;

    /// An event without a product says that the hits were shown, one with a product that this one
    /// was chosen.
    private static final String SEARCHES =
            """
            with search as (
                select lower(regexp_replace(btrim(body ->> 'query'), '\\s+', ' ', 'g')) as query,
                    visitor, product_id, occurred_at, event_id, (body ->> 'results')::bigint as results
                from behaviour_event where type = ? and received_at >= ? and received_at < ?)
            """;

    private static final String SUMS =
            """
            count(*) filter (where product_id is null) as searches,
            count(*) filter (where product_id is null and results = 0) as without_hits,
            count(product_id) as clicks
            """;

    private final JdbcClient database;

    SearchAnalyticsReadModel(@Qualifier("readModels") JdbcClient database) {
        this.database = database;
    }

    Sums sums(Instant from, Instant to) {
        return between(SEARCHES + "select " + SUMS + " from search", from, to)
                .query(Sums.class)
                .single();
    }

    List<SoughtQuery> mostSought(Instant from, Instant to, int limit) {
        return queries("searches", from, to, limit);
    }

    List<SoughtQuery> mostWithoutHits(Instant from, Instant to, int limit) {
        return queries("without_hits", from, to, limit);
    }

    private List<SoughtQuery> queries(String by, Instant from, Instant to, int limit) {
        return between(
                        SEARCHES
                                + """
                                select * from (
                                    select query, %1$s,
                                        (array_agg(results order by occurred_at desc, event_id))[1] as results,
                                        mode() within group (order by product_id) as most_clicked
                                    from search group by query having count(distinct visitor) >= %2$d) as sought
                                where %3$s > 0 order by %3$s desc, query limit %4$d
                                """
                                        .formatted(SUMS, FEWEST_VISITORS, by, limit),
                        from,
                        to)
                .query(SoughtQuery.class)
                .list();
    }

    private JdbcClient.StatementSpec between(String sql, Instant from, Instant to) {
        return database.sql(sql)
                .params(
                        BehaviourTopics.SEARCH_EVENTS,
                        OffsetDateTime.ofInstant(from, ZoneOffset.UTC),
                        OffsetDateTime.ofInstant(to, ZoneOffset.UTC));
    }
}
