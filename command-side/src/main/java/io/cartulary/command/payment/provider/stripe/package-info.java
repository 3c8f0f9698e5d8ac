/// Payments at Stripe.
@NullMarked
package io.cartulary.command.payment.provider.stripe;

import org.jspecify.annotations.NullMarked;
