package io.cartulary.simulation.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.common.Registration;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.GenericDeadlineMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ScopeDescriptor;
import org.jspecify.annotations.Nullable;

/// Deadlines as rows: they join the transaction that sets them and survive a crash.
public final class DeadlinesInMemory implements DeadlineManager {

    private final Storage storage;
    private final InstantSource clock;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private long scheduled;

    /// A deadline that waits for its moment.
    public record Row(
            String id, String name, Instant at, @Nullable Object payload, ScopeDescriptor scope) {

        public DeadlineMessage<Object> message() {
            return GenericDeadlineMessage.asDeadlineMessage(name, payload, at);
        }
    }

    public DeadlinesInMemory(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
    }

    public void clear() {
        rows.clear();
        scheduled = 0;
    }

    public Optional<Row> next() {
        return rows.values().stream().min(Comparator.comparing(Row::at));
    }

    public List<Row> open() {
        return List.copyOf(rows.values());
    }

    /// It was handled.
    public void done(Row row) {
        remove(row.id());
    }

    @Override
    public String schedule(
            Instant at, String name, @Nullable Object payload, ScopeDescriptor scope) {
        var id = name + "-" + scheduled++;
        rows.put(id, new Row(id, name, at, payload, scope));
        storage.changed(() -> rows.remove(id));
        return id;
    }

    @Override
    public String schedule(
            Duration delay, String name, @Nullable Object payload, ScopeDescriptor scope) {
        return schedule(clock.instant().plus(delay), name, payload, scope);
    }

    @Override
    public void cancelSchedule(String name, String id) {
        remove(id);
    }

    @Override
    public void cancelAll(String name) {
        open().stream().filter(row -> row.name().equals(name)).forEach(row -> remove(row.id()));
    }

    @Override
    public void cancelAllWithinScope(String name, ScopeDescriptor scope) {
        open().stream()
                .filter(row -> row.name().equals(name) && row.scope().equals(scope))
                .forEach(row -> remove(row.id()));
    }

    private void remove(String id) {
        var row = rows.remove(id);
        if (row != null) {
            storage.changed(() -> rows.put(id, row));
        }
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super DeadlineMessage<?>> interceptor) {
        throw new UnsupportedOperationException("deadlines of this shop have no interceptors");
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super DeadlineMessage<?>> interceptor) {
        throw new UnsupportedOperationException("deadlines of this shop have no interceptors");
    }
}
