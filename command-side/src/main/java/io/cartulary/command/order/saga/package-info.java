/// The processes that bring orders about: each answers an event with the next command.
@NullMarked
package io.cartulary.command.order.saga;

import org.jspecify.annotations.NullMarked;
