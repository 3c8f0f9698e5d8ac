package io.cartulary.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.micrometer.GlobalMetricRegistry;
import org.axonframework.micrometer.MessageCountingMonitor;
import org.axonframework.micrometer.MessageTimerMonitor;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.MultiMessageMonitor;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

/// Counts and times messages as Axon does, but without its gauges of capacity and latency: it
/// registers those anew with every single message, which costs time and is warned of. Our own
/// gauges of lag tell the same.
@Component
class MessageMetrics extends GlobalMetricRegistry {

    MessageMetrics(MeterRegistry meters) {
        super(meters);
    }

    @Override
    public MessageMonitor<? super CommandMessage<?>> registerCommandBus(
            String prefix, Function<Message<?>, Iterable<Tag>> tags) {
        return timedAndCounted(prefix, tags, tags);
    }

    @Override
    public MessageMonitor<? super QueryMessage<?, ?>> registerQueryBus(
            String prefix, Function<Message<?>, Iterable<Tag>> tags) {
        return timedAndCounted(prefix, tags, tags);
    }

    @Override
    public MessageMonitor<? super EventMessage<?>> registerEventProcessor(
            String prefix,
            Function<Message<?>, Iterable<Tag>> timerTags,
            Function<Message<?>, Iterable<Tag>> tags) {
        return timedAndCounted(prefix, timerTags, tags);
    }

    private MessageMonitor<Message<?>> timedAndCounted(
            String prefix,
            Function<Message<?>, Iterable<Tag>> timerTags,
            Function<Message<?>, Iterable<Tag>> tags) {
        return new MultiMessageMonitor<>(
                List.of(
                        MessageTimerMonitor.builder()
                                .meterNamePrefix(prefix)
                                .meterRegistry(getRegistry())
                                .tagsBuilder(timerTags)
                                .build(),
                        MessageCountingMonitor.buildMonitor(prefix, getRegistry(), tags)));
    }
}
