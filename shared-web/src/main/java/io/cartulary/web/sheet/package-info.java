/// Products as rows of a table: what both who writes the table and who reads it know of its columns
/// and cells.
@NullMarked
package io.cartulary.web.sheet;

import org.jspecify.annotations.NullMarked;
