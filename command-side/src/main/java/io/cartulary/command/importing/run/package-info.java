/// An import while it is worked on: what is recorded of it, and how its rows become commands that
/// are committed together with its progress.
@NullMarked
package io.cartulary.command.importing.run;

import org.jspecify.annotations.NullMarked;
