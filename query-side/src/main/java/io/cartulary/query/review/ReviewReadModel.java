package io.cartulary.query.review;

import static io.cartulary.query.review.ReviewsProjection.*;

import io.cartulary.events.review.ReviewText;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.review.ReviewQuery.*;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers [ReviewQuery] from the tables of [ReviewsProjection], and opens what authors wrote.
@Component
class ReviewReadModel {

    private static final String REVIEWS =
            """
            select review.*, answer, answered_at, deleted_author.customer_id is not null as author_deleted,
                %2$s as sorted_by
            from %1$s.review left join %1$s.review_answer using (review_id)
                left join %1$s.deleted_author on deleted_author.customer_id = review.customer_id
            where words is not null\
            """;

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final PersonalDataCipher cipher;
    private final JsonMapper json;

    ReviewReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            PersonalDataCipher cipher,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.cipher = cipher;
        this.json = json;
    }

    @QueryHandler
    Optional<ModeratedReview> answer(FindReview query) {
        return database.sql(from(ReviewSort.NEWEST) + " and review_id = ?")
                .param(query.reviewId().value())
                .query((row, _) -> review(row))
                .optional();
    }

    @QueryHandler
    List<ModeratedReview> answer(ListReviews query) {
        var sql = new StringBuilder(from(query.sort()));
        var parameters = new ArrayList<>();
        var wanted = query.conditions();
        add(sql, parameters, "product_id = ?", wanted.productId());
        add(sql, parameters, "review.customer_id = ?", wanted.customerId());
        add(sql, parameters, "status = ?", wanted.status());
        if (wanted.rating() != null) {
            sql.append(" and rating = ?");
            parameters.add(wanted.rating());
        }
        if (wanted.reported() != null) {
            sql.append(wanted.reported() ? " and reports > 0" : " and reports = 0");
        }
        var by = query.sort().expression();
        if (query.after() != null) {
            sql.append(" and (%s, position) < (?, ?)".formatted(by));
            parameters.add(query.after().by());
            parameters.add(query.after().position());
        }
        sql.append(" order by %s desc, position desc limit ?".formatted(by));
        parameters.add(query.limit());
        return database.sql(sql.toString())
                .params(parameters)
                .query((row, _) -> review(row))
                .list();
    }

    private static void add(
            StringBuilder sql, List<Object> parameters, String condition, @Nullable Object wanted) {
        if (wanted != null) {
            sql.append(" and ").append(condition);
            parameters.add(wanted.toString());
        }
    }

    private String from(ReviewSort sort) {
        return REVIEWS.formatted(live.of(NAME).schema(), sort.expression());
    }

    private ModeratedReview review(ResultSet row) throws SQLException {
        var status = STATUS.of(row);
        return new ModeratedReview(
                new OwnReview(
                        published(row),
                        PRODUCT_ID.of(row),
                        ORDER_ID.of(row),
                        status,
                        status == ReviewStatus.REJECTED ? REJECTED_FOR.of(row) : null),
                AUTHOR.of(row),
                REVISION.of(row),
                REPORTS.of(row),
                VERSION.of(row));
    }

    private PublishedReview published(ResultSet row) throws SQLException {
        var words = cipher.open(WORDS.of(row)).map(text -> json.readValue(text, ReviewText.class));
        var isNamed = !row.getBoolean("author_deleted");
        return new PublishedReview(
                REVIEW_ID.of(row),
                RATING.of(row),
                words.map(ReviewText::title).orElse(null),
                words.map(ReviewText::text).orElse(null),
                words.filter(_ -> isNamed).map(ReviewText::authorName).orElse(null),
                ORDER_ID.of(row) != null,
                HELPFUL.of(row),
                ANSWER.of(row),
                ANSWERED_AT.of(row),
                WRITTEN_AT.of(row),
                EDITED_AT.of(row),
                new PublishedReview.Key(row.getLong("sorted_by"), POSITION.of(row)));
    }
}
