/// How a command reaches its aggregate: grouping, the cache of aggregates, locks and retries.
@NullMarked
package io.cartulary.eventstore.deciding;

import org.jspecify.annotations.NullMarked;
