/// Where the bytes of pictures and videos lie, behind one port with two adapters: a folder, and a
/// bucket of a service that speaks S3.
@NullMarked
package io.cartulary.command.media.store;

import org.jspecify.annotations.NullMarked;
