/// Cash that the courier collects.
@NullMarked
package io.cartulary.command.payment.provider.cash;

import org.jspecify.annotations.NullMarked;
