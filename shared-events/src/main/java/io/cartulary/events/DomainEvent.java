package io.cartulary.events;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// Something that happened to one aggregate and was recorded for ever.
public interface DomainEvent {

    /// The identifier of the aggregate it happened to, for example `order-0197…`; Kafka messages
    /// are keyed by it.
    @JsonIgnore
    String aggregateId();
}
