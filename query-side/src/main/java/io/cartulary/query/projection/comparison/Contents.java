package io.cartulary.query.projection.comparison;

import java.util.List;

/// What a part of a generation holds: the tables of a schema, or the documents of an index.
public interface Contents {

    /// Keeps sight of what this and the same part of another generation hold at the moment. What is
    /// written afterwards is not seen.
    Frozen freezeWith(Contents rebuilt);

    /// The tables that are compared.
    List<String> tables();

    /// Two parts as they were at one moment. Used by one thread at a time.
    interface Frozen extends AutoCloseable {

        /// One entry a table, also for those that are equal. Memory does not grow with the rows.
        List<TableDifference> compare();

        @Override
        void close();
    }
}
