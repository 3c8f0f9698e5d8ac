/// Reads pictures that anyone may have made, and makes smaller ones of them.
@NullMarked
package io.cartulary.command.media.picture;

import org.jspecify.annotations.NullMarked;
