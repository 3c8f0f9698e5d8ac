package io.cartulary.command.order.saga;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// `cartulary_saga_open` and `cartulary_saga_oldest_seconds`: how many orders and refunds are on
/// their way, and since when. An old refund is money a customer waits for.
@Component
class SagaMetrics implements MeterBinder {

    private static final long FRESH_FOR = Duration.ofSeconds(10).toNanos();

    private final JdbcClient database;
    private Map<String, Open> open = Map.of();
    private long readAt = System.nanoTime() - FRESH_FOR;

    SagaMetrics(JdbcClient database) {
        this.database = database;
    }

    private record Open(String saga, long number, double oldestSeconds) {
        static final Open NONE = new Open("", 0, 0);
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var saga :
                List.of(
                        OrderFulfilmentSaga.class,
                        OrderEditSaga.class,
                        RepaymentSaga.class,
                        PartialRefundSaga.class,
                        OrderRefundSaga.class)) {
            Gauge.builder("cartulary.saga.open", this, of(saga, Open::number))
                    .tag("saga", saga.getSimpleName())
                    .register(meters);
            TimeGauge.builder(
                            "cartulary.saga.oldest",
                            this,
                            TimeUnit.SECONDS,
                            of(saga, Open::oldestSeconds))
                    .tag("saga", saga.getSimpleName())
                    .register(meters);
        }
    }

    private static ToDoubleFunction<SagaMetrics> of(Class<?> saga, ToDoubleFunction<Open> value) {
        return metrics ->
                value.applyAsDouble(metrics.read().getOrDefault(saga.getName(), Open.NONE));
    }

    /// One query for all gauges of a scrape.
    private synchronized Map<String, Open> read() {
        if (System.nanoTime() - readAt >= FRESH_FOR) {
            open =
                    database
                            .sql(
                                    """
                                    select saga_type as saga, count(*) as number,
                                           extract(epoch from now() - min(started_at)) as oldest_seconds
                                    from saga_entry group by saga_type
                                    """)
                            .query(Open.class)
                            .list()
                            .stream()
                            .collect(Collectors.toUnmodifiableMap(Open::saga, saga -> saga));
            readAt = System.nanoTime();
        }
        return open;
    }
}
