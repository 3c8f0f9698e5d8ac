package io.cartulary.query.review;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent.AccountDeleted;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.review.ReviewEvent;
import io.cartulary.events.review.ReviewEvent.*;
import io.cartulary.events.review.ReviewId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `review`, `review_answer` and `deleted_author`. What an author wrote stays sealed;
/// whose account was deleted is named no more.
@Component
class ReviewsProjection implements ProjectionDefinition {

    static final String NAME = "reviews";

    private static final Table REVIEW = Table.named("review");
    static final Column<ReviewId> REVIEW_ID = REVIEW.key("review_id", text(ReviewId::new));
    static final Column<Long> VERSION = REVIEW.latest("version", BIGINT);
    static final Column<Long> POSITION = REVIEW.latest("position", BIGINT);
    static final Column<ProductId> PRODUCT_ID = REVIEW.latest("product_id", text(ProductId::new));
    static final Column<CustomerId> AUTHOR = REVIEW.latest("customer_id", text(CustomerId::new));
    static final Column<OrderId> ORDER_ID = REVIEW.latest("order_id", text(OrderId::new));
    static final Column<ReviewStatus> STATUS = REVIEW.latest("status", text(ReviewStatus::valueOf));
    static final Column<Integer> REVISION = REVIEW.latest("revision", INTEGER);
    static final Column<Integer> RATING = REVIEW.latest("rating", INTEGER);
    static final Column<String> WORDS = REVIEW.latest("words", TEXT);
    static final Column<String> REJECTED_FOR = REVIEW.latest("rejected_for", TEXT);
    static final Column<Integer> HELPFUL = REVIEW.latest("helpful", INTEGER);
    static final Column<Integer> REPORTS = REVIEW.latest("reports", INTEGER);
    static final Column<Instant> WRITTEN_AT = REVIEW.latest("written_at", TIMESTAMPTZ);
    static final Column<Instant> EDITED_AT = REVIEW.latest("edited_at", TIMESTAMPTZ);

    private static final Table REVIEW_ANSWER = Table.named("review_answer");
    private static final Column<ReviewId> ANSWERED =
            REVIEW_ANSWER.key("review_id", text(ReviewId::new));
    static final Column<String> ANSWER = REVIEW_ANSWER.latest("answer", TEXT);
    static final Column<Instant> ANSWERED_AT = REVIEW_ANSWER.latest("answered_at", TIMESTAMPTZ);

    private static final Table DELETED_AUTHOR = Table.named("deleted_author");
    private static final Column<CustomerId> DELETED =
            DELETED_AUTHOR.key("customer_id", text(CustomerId::new));

    private static final String INDEXES =
            """
            create index if not exists review_newest_idx on review (product_id, position) where status = 'APPROVED';
            create index if not exists review_helpful_idx on review (product_id, helpful, position) where status = 'APPROVED';
            create index if not exists review_best_idx on review (product_id, rating, position) where status = 'APPROVED';
            create index if not exists review_worst_idx on review (product_id, (-rating), position) where status = 'APPROVED';
            create index if not exists review_status_idx on review (status, position);
            create index if not exists review_reported_idx on review (position) where reports > 0;
            create index if not exists review_author_idx on review (customer_id, position);
            """;

    private final JdbcTemplate database;

    ReviewsProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(ReviewEvent.class, AccountDeleted.class);
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.named("review-", REVIEW_ID, ANSWERED));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(
                generation, database, Table.ddl(REVIEW, REVIEW_ANSWER, DELETED_AUTHOR), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, ReviewsProjection::fold);
    }

    private static void fold(DomainEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case AccountDeleted deleted -> rows.of(DELETED_AUTHOR, deleted.accountId().customer());
            case ReviewEvent review -> fold(review, message, rows);
            default -> throw new IllegalStateException("not read here: " + event);
        }
    }

    private static void fold(ReviewEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case ReviewWritten e ->
                    review(e, message, rows)
                            .set(POSITION, EventPosition.of(message))
                            .set(PRODUCT_ID, e.productId())
                            .set(AUTHOR, e.customerId())
                            .set(ORDER_ID, e.orderId())
                            .set(STATUS, ReviewStatus.PENDING)
                            .set(REVISION, e.revision())
                            .set(RATING, e.rating())
                            .set(WORDS, sealed(e.text()))
                            .set(HELPFUL, 0)
                            .set(REPORTS, 0)
                            .set(WRITTEN_AT, message.getTimestamp());
            case ReviewEdited(_, var revision, var rating, var text) ->
                    review(event, message, rows)
                            .set(STATUS, ReviewStatus.PENDING)
                            .set(REVISION, revision)
                            .set(RATING, rating)
                            .set(WORDS, sealed(text))
                            .set(EDITED_AT, message.getTimestamp());
            case ReviewApproved _ ->
                    review(event, message, rows).set(STATUS, ReviewStatus.APPROVED).set(REPORTS, 0);
            case ReviewWithdrawn _ ->
                    review(event, message, rows).set(STATUS, ReviewStatus.PENDING);
            case ReviewRejected(_, var reason) ->
                    review(event, message, rows)
                            .set(STATUS, ReviewStatus.REJECTED)
                            .set(REJECTED_FOR, reason)
                            .set(REPORTS, 0);
            case ReviewDeleted(var review) -> remove(review, rows);
            case ReviewRemoved(var review) -> remove(review, rows);
            case ReviewFoundHelpful(_, _, var helpful) ->
                    review(event, message, rows).set(HELPFUL, helpful);
            case HelpfulTakenBack(_, _, var helpful) ->
                    review(event, message, rows).set(HELPFUL, helpful);
            case ReviewReported(_, _, _, var reports) ->
                    review(event, message, rows).set(REPORTS, reports);
            case ReportsDismissed _ -> review(event, message, rows).set(REPORTS, 0);
            case ReviewAnswered(var review, var answer) -> {
                review(event, message, rows);
                rows.of(REVIEW_ANSWER, review)
                        .set(ANSWER, answer)
                        .set(ANSWERED_AT, message.getTimestamp());
            }
            case ReviewAnswerRemoved(var review) -> {
                review(event, message, rows);
                rows.remove(REVIEW_ANSWER, review);
            }
        }
    }

    private static Row review(ReviewEvent event, EventMessage<?> message, Rows rows) {
        return rows.of(REVIEW, event.reviewId()).set(VERSION, EventPosition.inAggregate(message));
    }

    private static void remove(ReviewId review, Rows rows) {
        rows.remove(REVIEW, review);
        rows.remove(REVIEW_ANSWER, review);
    }

    private static @Nullable String sealed(Personal<?> value) {
        return value instanceof Personal.Sealed<?>(_, var sealed) ? sealed : null;
    }
}
