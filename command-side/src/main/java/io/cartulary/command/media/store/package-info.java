/// Where the bytes of pictures and videos lie, behind one port.
@NullMarked
package io.cartulary.command.media.store;

import org.jspecify.annotations.NullMarked;
