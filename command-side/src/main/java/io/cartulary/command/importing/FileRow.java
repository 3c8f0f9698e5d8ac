package io.cartulary.command.importing;

/// A row of a file: its number, 1 for the first after the header, and its text.
interface FileRow {

    long number();

    /// Written anew from the values when it was not kept.
    String content();
}
