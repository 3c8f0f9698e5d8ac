/// Payments by M-Pesa, over its API Daraja.
@NullMarked
package io.cartulary.command.payment.provider.mpesa;

import org.jspecify.annotations.NullMarked;
