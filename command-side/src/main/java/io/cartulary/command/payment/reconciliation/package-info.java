/// Asks providers about payments and refunds whose end has not been reported yet.
@NullMarked
package io.cartulary.command.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
