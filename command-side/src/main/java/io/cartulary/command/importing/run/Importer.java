package io.cartulary.command.importing.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;

/// Takes in files of one kind.
public interface Importer {

    ImportKind kind();

    /// What a file is read as.
    ///
    /// @param likely what its bytes look like
    Charset charset(Path file, Charset likely) throws IOException;

    /// Looks at the beginning of a file.
    ///
    /// @throws io.cartulary.command.importing.file.UnreadableFile saying why no row of it can be
    ///   understood
    void check(Path file, Charset charset) throws IOException;

    /// Works from where the import stands until its end, or until it is to stop.
    void run(RunningImport run) throws IOException;
}
