/// What staff decide about events that a processor could not handle, the same on both sides.
@NullMarked
package io.cartulary.web.parking;

import org.jspecify.annotations.NullMarked;
