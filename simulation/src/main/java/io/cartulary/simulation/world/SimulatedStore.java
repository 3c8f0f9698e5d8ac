package io.cartulary.simulation.world;

/// What commits together: a saga's step and its commands, as on PostgreSQL, or each command alone,
/// as where Axon Server routes it.
public enum SimulatedStore {
    POSTGRES,
    AXON_SERVER
}
