/// What files call by names and the shop by identifiers.
@NullMarked
package io.cartulary.command.importing.named;

import org.jspecify.annotations.NullMarked;
