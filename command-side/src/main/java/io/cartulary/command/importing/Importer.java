package io.cartulary.command.importing;

import java.io.IOException;
import java.nio.file.Path;

/// Takes in files of one kind.
interface Importer {

    ImportKind kind();

    /// Looks at the beginning of a file.
    ///
    /// @throws IllegalArgumentException saying why no row of it can be understood
    void check(Path file) throws IOException;

    /// Goes on from where the import stands until it is through or told to stop.
    void run(RunningImport run) throws IOException;
}
