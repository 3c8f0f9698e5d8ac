/// Removes files that no event shows.
@NullMarked
package io.cartulary.command.media.collect;

import org.jspecify.annotations.NullMarked;
