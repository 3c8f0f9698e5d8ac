/// Payments at a simulated provider, for trying the shop out and for its tests.
@NullMarked
package io.cartulary.command.payment.provider.simulated;

import org.jspecify.annotations.NullMarked;
