/// A file as it was handed in: received within bounds, recognised by its content, and read as rows
/// whatever is wrong with it.
@NullMarked
package io.cartulary.command.importing.file;

import org.jspecify.annotations.NullMarked;
