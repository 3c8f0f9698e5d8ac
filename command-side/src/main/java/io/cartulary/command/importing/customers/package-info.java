/// Files of customers that another shop had: what each line says, as CSV or as JSON lines.
@NullMarked
package io.cartulary.command.importing.customers;

import org.jspecify.annotations.NullMarked;
