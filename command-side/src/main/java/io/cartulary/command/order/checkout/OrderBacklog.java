package io.cartulary.command.order.checkout;

import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.order.saga.OrderFulfilmentSaga;
import io.cartulary.command.processing.ProcessorProgress;
import io.cartulary.web.problem.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Refuses orders while those before them wait so long that a new one would not be confirmed in
/// time: a shop that took more than it can confirm would in the end confirm none.
@Component
class OrderBacklog {

    /// Of the time within which an order must be paid; the rest is for its payment.
    private static final int SHARE_OF_TIME = 4;

    /// A short pause is no backlog.
    private static final Duration AT_LEAST = Duration.ofSeconds(5);

    private final ProcessorProgress progress;
    private final OrderSettings settings;

    OrderBacklog(ProcessorProgress progress, OrderSettings settings) {
        this.progress = progress;
        this.settings = settings;
    }

    void requireRoom() {
        var share = settings.payWithin().dividedBy(SHARE_OF_TIME);
        var longest = share.compareTo(AT_LEAST) < 0 ? AT_LEAST : share;
        if (progress.lagOf(OrderFulfilmentSaga.PROCESSING_GROUP).compareTo(longest) > 0) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "ORDERS_BEHIND",
                    "The shop is behind with orders; the cart stays as it is and can be ordered again.",
                    null);
        }
    }
}
