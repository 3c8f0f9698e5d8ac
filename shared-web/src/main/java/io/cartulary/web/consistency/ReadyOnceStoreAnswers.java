package io.cartulary.web.consistency;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Keeps a process from calling itself ready before its event store has answered once: no one can
/// say how old its read models are, and nothing can be decided. The store may go away later; a
/// query side answers from its read models all the same.
@Component("readyOnceStoreAnswersHealthIndicator")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadyOnceStoreAnswers implements ApplicationRunner, HealthIndicator, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ReadyOnceStoreAnswers.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final HealthIndicator eventStore;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean hasAnswered;

    ReadyOnceStoreAnswers(@Qualifier("eventStoreHealthIndicator") HealthIndicator eventStore) {
        this.eventStore = eventStore;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        var logged = "";
        for (var health = health(); !hasAnswered; health = health()) {
            var message = String.valueOf(health.getDetails().get("message"));
            if (!message.equals(logged)) {
                log.warn("Not ready. {}", message);
                logged = message;
            }
            if (closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AbandonedRunException();
            }
        }
    }

    @Override
    public Health health() {
        if (hasAnswered) {
            return Health.up().build();
        }
        var health = eventStore.health();
        hasAnswered = health.getStatus().equals(Status.UP);
        return health;
    }

    @Override
    public void destroy() {
        closing.countDown();
    }
}
