/// Makes the decision tables again from the events, in tables beside those in use, and exchanges
/// them when they have caught up.
@NullMarked
package io.cartulary.command.pricing.tables.rebuild;

import org.jspecify.annotations.NullMarked;
