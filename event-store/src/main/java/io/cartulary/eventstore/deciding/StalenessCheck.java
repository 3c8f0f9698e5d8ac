package io.cartulary.eventstore.deciding;

import java.util.Objects;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.jspecify.annotations.Nullable;

/// Notes whether a command was decided on an aggregate as it was kept in memory, or on none because
/// it should be a new one, without a look at what other processes stored since.
///
/// A command that recorded an event then is right all the same: the store takes an event only when
/// none of its number is there. What one that recorded nothing answered may be out of date.
public final class StalenessCheck {

    /// Bound while a command may be decided like that.
    public static final ScopedValue<StalenessCheck> CURRENT = ScopedValue.newInstance();

    private final @Nullable String expectedNew;
    private @Nullable EventSourcedAggregate<?> aggregate;
    private @Nullable Long version;
    private boolean usedAsNew;
    private boolean recordedNew;

    /// @param expectedNew the aggregate that should not exist yet, if any
    StalenessCheck(@Nullable String expectedNew) {
        this.expectedNew = expectedNew;
    }

    void put(EventSourcedAggregate<?> kept) {
        aggregate = kept;
        version = kept.version();
    }

    /// Whether it is taken for granted that there is no such aggregate. A store that asks it calls
    /// [#recordNew] too.
    public boolean takesForNew(String id) {
        var isNew = id.equals(expectedNew);
        usedAsNew |= isNew;
        return isNew;
    }

    public void recordNew() {
        recordedNew = true;
    }

    /// Of an aggregate that was kept, its version says whether an event was recorded, in whatever
    /// store.
    boolean isDoubtful() {
        return aggregate == null
                ? usedAsNew && !recordedNew
                : Objects.equals(version, aggregate.version());
    }

    /// What the command was decided on.
    @Nullable EventSourcedAggregate<?> aggregate() {
        return aggregate;
    }
}
