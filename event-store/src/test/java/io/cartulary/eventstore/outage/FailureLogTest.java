package io.cartulary.eventstore.outage;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class FailureLogTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(FailureLogTest.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final FailureLog search = new FailureLog(log, "The search");

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        log.addAppender(logged);
        logged.start();
    }

    @AfterEach
    void forget() {
        log.detachAppender(logged);
    }

    @Test
    void is_an_outage_in_words_however_long_it_lasts_and_its_end() {
        search.succeeded();
        search.failed(brokeOff());
        for (var look = 0; look < 100; look++) {
            search.failed(refused());
        }
        search.succeeded();
        search.succeeded();

        assertThat(lines())
                .containsExactly(
                        "WARN The search: a server is away and is asked again (broke off)",
                        "INFO The search recovered");
        assertThat(logged.list.getFirst().getThrowableProxy()).isNull();
    }

    @Test
    void is_a_fault_with_its_stack_and_another_one_too() {
        for (var look = 0; look < 100; look++) {
            search.failed(new IllegalStateException("a fault " + look));
        }
        search.failed(new UnsupportedOperationException("another fault"));

        assertThat(logged.list)
                .extracting(event -> event.getThrowableProxy().getMessage())
                .containsExactly("a fault 0", "another fault");
    }

    @Test
    void begins_again_after_it_went_on() {
        search.failed(refused());
        search.succeeded();
        search.failed(refused());

        assertThat(logged.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.WARN, Level.INFO, Level.WARN);
    }

    private List<String> lines() {
        return logged.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static Exception brokeOff() {
        return new DataAccessResourceFailureException(
                "no answer", new SQLException("broke off", "57P01"));
    }

    private static Exception refused() {
        return new DataAccessResourceFailureException(
                "no connection",
                new SQLTransientConnectionException(
                        "Connection is not available",
                        new SQLException("refused", "08001", new ConnectException("refused"))));
    }
}
