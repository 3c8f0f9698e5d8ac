package io.cartulary.command.pricing.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// Keys to look up in one query. Of an array that is one parameter PostgreSQL knows the length only
/// when it gets it, so it plans each time, which costs more than to read a few rows. A few keys are
/// therefore written out, in as many places as the next power of two.
///
/// @param condition what a column must be, for example ` = any(array[?, ?])`
record Keys(String condition, List<Object> parameters) {

    private static final int WRITTEN_OUT_AT_MOST = 8;

    static Keys of(Collection<String> keys) {
        if (keys.isEmpty() || keys.size() > WRITTEN_OUT_AT_MOST) {
            return new Keys(" = any(?)", List.of((Object) keys.toArray(String[]::new)));
        }
        var places = new ArrayList<Object>(keys);
        while (Integer.bitCount(places.size()) != 1) {
            places.add(places.getLast());
        }
        return new Keys(
                " = any(array[" + String.join(", ", Collections.nCopies(places.size(), "?")) + "])",
                places);
    }
}
