package io.cartulary.command.importing;

import java.util.List;

/// A piece of an import that is taken in as a whole or not at all: an invoice, a product.
interface Step {

    /// Where the import stands once it is done.
    long position();

    /// The rows it is made of; none when it only prepares others.
    List<? extends FileRow> rows();

    /// Sends its commands, in a transaction that is open already, and answers which of its rows it
    /// did not take.
    List<ReportedRow> takeIn(CommandsOfImport commands);
}
