package io.cartulary.query.category;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.CategoryId;
import org.jspecify.annotations.Nullable;

/// One category as staff see it, with inactive ones below it.
///
/// @param parentId the one directly above it
/// @param active whether shoppers see it, if they see those above it
/// @param version of the tree: it grows with every change of any category
record AdministeredCategory(
        @JsonUnwrapped CategoryPage page,
        @Nullable CategoryId parentId,
        boolean active,
        long version) {}
