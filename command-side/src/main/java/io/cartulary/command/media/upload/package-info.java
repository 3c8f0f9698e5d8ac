/// Takes in what staff upload: judges each file by its content, keeps the good ones and says of
/// each other why it was not kept.
@NullMarked
package io.cartulary.command.media.upload;

import org.jspecify.annotations.NullMarked;
