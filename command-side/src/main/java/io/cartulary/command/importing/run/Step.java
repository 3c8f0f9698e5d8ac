package io.cartulary.command.importing.run;

import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.job.JobCommands;
import java.util.List;

/// A piece of an import that is taken in as a whole or not at all: an invoice, a product.
public interface Step {

    /// Where the import stands once it is done.
    long position();

    /// The rows it is made of; none when it only prepares others.
    List<? extends FileRow> rows();

    /// Sends its commands, in a transaction that is open already, and answers which of its rows it
    /// did not take.
    ///
    /// @throws io.cartulary.command.importing.row.RowFault before the first command, when none of
    ///   its rows can be taken
    List<ReportedRow> takeIn(JobCommands commands);

    /// Notes, for a step without rows, why it was refused.
    default void refused(String why) {
        // its rows are reported
    }
}
