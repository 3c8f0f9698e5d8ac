/// Payments at PayPal.
@NullMarked
package io.cartulary.command.payment.provider.paypal;

import org.jspecify.annotations.NullMarked;
