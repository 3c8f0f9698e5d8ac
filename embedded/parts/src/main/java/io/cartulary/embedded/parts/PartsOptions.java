package io.cartulary.embedded.parts;

import java.util.EnumSet;
import java.util.Set;

/// What to start.
///
/// @param parts the parts that are needed
/// @param paymentSecret shared with the payment provider: its callers send it, and it signs its
///   callbacks with it
/// @param durable whether PostgreSQL forces every commit to the disk; only tests may do without
public record PartsOptions(Set<Part> parts, String paymentSecret, boolean durable) {
    public PartsOptions {
        parts = Set.copyOf(parts);
    }

    /// Everything, as safe as in production.
    public static PartsOptions everything(String paymentSecret) {
        return new PartsOptions(EnumSet.allOf(Part.class), paymentSecret, true);
    }
}
