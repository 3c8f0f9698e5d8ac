/// A row of a file, of any kind: its text, its values, and what is wrong with it. Every value of
/// every row passes [Checks].
@NullMarked
package io.cartulary.command.importing.row;

import org.jspecify.annotations.NullMarked;
