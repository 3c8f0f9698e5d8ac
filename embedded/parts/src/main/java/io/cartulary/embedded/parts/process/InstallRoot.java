package io.cartulary.embedded.parts.process;

import io.cartulary.embedded.parts.PartFailed;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds what the build laid out for each server. The repository's directory is the system property
/// `cartulary.home` or the environment variable `CARTULARY_HOME` (`./start` sets it), else the
/// nearest directory above the current one that has an `embedded` directory, which is where the
/// tests of any module find it.
public final class InstallRoot {
    private InstallRoot() {}

    /// What the module `embedded/<name>` laid out under its `target/<name>`.
    public static Path of(String name) {
        Path laidOut = built(name).resolve(name);
        if (!Files.isDirectory(laidOut)) {
            throw new PartFailed(
                    "Nothing is laid out in "
                            + laidOut
                            + ": build the module embedded/"
                            + name
                            + " first.");
        }
        return laidOut;
    }

    /// The build directory of the module `embedded/<name>`.
    public static Path built(String name) {
        return repository().resolve("embedded").resolve(name).resolve("target");
    }

    private static Path repository() {
        String given = System.getProperty("cartulary.home", System.getenv("CARTULARY_HOME"));
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("embedded/parts/pom.xml"))) {
                return at;
            }
        }
        throw new PartFailed("Cartulary's directory is not known: set CARTULARY_HOME.");
    }
}
