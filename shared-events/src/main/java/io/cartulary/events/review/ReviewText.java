package io.cartulary.events.review;

import org.jspecify.annotations.Nullable;

/// What a customer wrote, as plain text: a reader of the API never renders it as markup.
///
/// @param authorName as which the author wants to be named; absent for someone who wants no name
public record ReviewText(@Nullable String title, String text, @Nullable String authorName) {}
