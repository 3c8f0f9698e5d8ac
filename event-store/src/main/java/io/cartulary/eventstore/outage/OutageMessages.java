package io.cartulary.eventstore.outage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/// Axon's processors, the scheduler of deadlines and the pools of connections retry for ever by
/// themselves and log a stack trace at each try. Of a server that is away one line says as much.
public final class OutageMessages extends TurboFilter {

    private static final List<String> THEIRS =
            List.of(
                    "org.axonframework.eventhandling.",
                    "org.axonframework.axonserver.connector.",
                    "io.axoniq.axonserver.connector.",
                    "com.github.kagkarlsson.scheduler.",
                    "com.zaxxer.hikari.");

    public static OutageMessages installed() {
        var filter = new OutageMessages();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.getTurboFilterList().removeIf(OutageMessages.class::isInstance);
            filter.setContext(log);
            filter.start();
            log.addTurboFilter(filter);
        }
        return filter;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (!level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        var failure = thrown == null ? lastOf(arguments) : thrown;
        if (failure == null
                || THEIRS.stream().noneMatch(logger.getName()::startsWith)
                || !Outage.ofAnyServer(failure)) {
            return FilterReply.NEUTRAL;
        }
        var words = new ArrayList<Object>(arguments == null ? List.of() : Arrays.asList(arguments));
        words.remove(failure);
        logger.log(
                marker,
                OutageMessages.class.getName(),
                Level.toLocationAwareLoggerInteger(level),
                "{} A server is away: {}",
                new Object[] {
                    MessageFormatter.basicArrayFormat(format, words.toArray()),
                    Outage.wordsOf(failure)
                },
                null);
        return FilterReply.DENY;
    }

    /// Where a failure stands that is logged with more than one argument.
    private static @Nullable Throwable lastOf(Object @Nullable [] arguments) {
        return arguments != null
                        && arguments.length > 0
                        && arguments[arguments.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }
}
