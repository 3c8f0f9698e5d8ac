package io.cartulary.embedded.parts;

import java.util.EnumSet;
import java.util.Set;

/// What to start.
///
/// @param parts the parts that are needed
/// @param durable whether PostgreSQL forces every commit to the disk, and Elasticsearch is compiled
///   to run long; only tests may do without
public record PartsOptions(Set<Part> parts, boolean durable) {
    public PartsOptions {
        parts = Set.copyOf(parts);
    }

    /// Everything, as safe as in production.
    public static PartsOptions everything() {
        return new PartsOptions(EnumSet.allOf(Part.class), true);
    }
}
