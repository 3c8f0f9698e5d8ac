package io.cartulary.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Part of a list, or a whole short one. Every list of the API has this form.
///
/// @param items in the order of the list
/// @param next the `cursor` of the following page; absent on the last one
/// @param total number of items of the whole list; absent where counting them costs more than
///   showing them
public record Page<T>(List<T> items, @Nullable String next, @Nullable Long total) {

    /// A list that is always shown whole.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, (long) items.size());
    }
}
