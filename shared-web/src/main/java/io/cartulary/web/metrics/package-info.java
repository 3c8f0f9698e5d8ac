/// Commands and events that are counted and timed.
@NullMarked
package io.cartulary.web.metrics;

import org.jspecify.annotations.NullMarked;
