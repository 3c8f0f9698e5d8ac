/// Both sides in one process, on real servers that are started beside it: what `./start` runs.
/// [io.cartulary.standalone.Launcher] prepares the data directory, starts the servers, then the
/// application, and stops them in the opposite order. Whatever prevents that is reported in one
/// line.
@NullMarked
package io.cartulary.standalone;

import org.jspecify.annotations.NullMarked;
