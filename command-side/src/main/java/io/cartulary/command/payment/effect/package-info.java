/// The effects by which providers are asked for money, and how their answers are recorded.
@NullMarked
package io.cartulary.command.payment.effect;

import org.jspecify.annotations.NullMarked;
