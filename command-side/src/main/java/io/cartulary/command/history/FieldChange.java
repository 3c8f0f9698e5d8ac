package io.cartulary.command.history;

import org.jspecify.annotations.Nullable;

/// What an event changed about one field of an object.
///
/// @param field where it is, as in `goods.lines.1.shipped` or `variants[SKU-1].price`
/// @param before absent for what was not there
/// @param after absent for what is there no longer
public record FieldChange(String field, @Nullable Object before, @Nullable Object after) {}
