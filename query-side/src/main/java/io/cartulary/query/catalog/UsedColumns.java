package io.cartulary.query.catalog;

import java.util.List;

/// What the products of the catalogue have, in any of them.
///
/// @param texts members of descriptions with their languages, such as `name:en`
/// @param slugs languages that have a slug of their own
/// @param attributes codes
/// @param options how many a variant has at most
public record UsedColumns(
        List<String> texts, List<String> slugs, List<String> attributes, int options) {}
