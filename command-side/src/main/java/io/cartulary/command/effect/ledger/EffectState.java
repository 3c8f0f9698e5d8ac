package io.cartulary.command.effect.ledger;

/// Where an effect stands. `DUE` is still to be tried or being tried, `PARKED` waits for staff.
public enum EffectState {
    DUE,
    DONE,
    PARKED,
    GIVEN_UP
}
