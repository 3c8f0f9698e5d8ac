/// Categories that files of other things name.
@NullMarked
package io.cartulary.command.importing.categories;

import org.jspecify.annotations.NullMarked;
