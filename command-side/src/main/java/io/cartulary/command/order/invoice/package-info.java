/// The numbers of invoices.
@NullMarked
package io.cartulary.command.order.invoice;

import org.jspecify.annotations.NullMarked;
