/// Files of another system's orders: their rows are put in order, then each invoice becomes an
/// imported order, refunds of earlier ones, or corrections of stock.
@NullMarked
package io.cartulary.command.importing.orders;

import org.jspecify.annotations.NullMarked;
