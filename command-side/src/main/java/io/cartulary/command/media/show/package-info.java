/// Serves pictures, in the widths and formats that are offered, and videos as they are.
@NullMarked
package io.cartulary.command.media.show;

import org.jspecify.annotations.NullMarked;
