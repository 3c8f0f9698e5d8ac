package io.cartulary.eventstore.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.sql.SQLException;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageMessagesTest {

    private static final Exception AWAY =
            new IllegalStateException(
                    "no transaction",
                    new SQLException("no connection", "08001", new ConnectException("refused")));
    private static final Exception FAULT = new IllegalStateException("a fault");

    private final Logger axon =
            (Logger) LoggerFactory.getLogger(PooledStreamingEventProcessor.class);
    private final Logger ours = (Logger) LoggerFactory.getLogger(OutageMessagesTest.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        OutageMessages.installed();
        axon.addAppender(logged);
        ours.addAppender(logged);
        logged.start();
    }

    @AfterEach
    void forget() {
        axon.detachAppender(logged);
        ours.detachAppender(logged);
    }

    @Test
    void are_a_line_where_a_library_tries_again() {
        axon.warn("Processor [{}] failed at {}.", "orders", 7, AWAY);
        axon.error("It failed.", AWAY);

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Processor [orders] failed at 7. A server is away: refused",
                        "It failed. A server is away: refused");
        assertThat(logged.list).allMatch(event -> event.getThrowableProxy() == null);
    }

    @Test
    void leave_faults_and_what_others_log_as_they_are() {
        axon.warn("Processor [{}] failed at {}.", "orders", 7, FAULT);
        ours.warn("It failed.", AWAY);

        assertThat(logged.list).hasSize(2).allMatch(event -> event.getThrowableProxy() != null);
    }
}
