package io.cartulary.command.history;

import java.time.Instant;
import java.util.Map;

/// An object as it was after one of its events.
///
/// @param kind what it is, for example `STOCK_ITEM`
/// @param version the number of that event, 0 for the first
/// @param at when that event happened
/// @param state by which the shop decided what could be done with the object
/// @param beginning what the object's first event says, part of which the state need not keep
public record PastObject(
        String objectId,
        String kind,
        long version,
        Instant at,
        Map<String, Object> state,
        Map<String, Object> beginning) {}
