package io.cartulary.command.importing.row;

import org.jspecify.annotations.Nullable;

/// A row of a file: its number and its text.
public interface FileRow {

    /// 1 for the first row; the header of a table is none.
    long number();

    /// Written again from the values when it was not kept.
    String content();

    /// The number of the document that it is a part of, for example of an invoice.
    default @Nullable String document() {
        return null;
    }
}
