/// Tables as files: one record a row, in the dialects that spreadsheets write.
@NullMarked
package io.cartulary.command.importing.csv;

import org.jspecify.annotations.NullMarked;
