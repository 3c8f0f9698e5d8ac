/// A part as a process: where its program is laid out, how it is started, watched and stopped, and
/// how one that outlived its parent is found.
@NullMarked
package io.cartulary.embedded.parts.process;

import org.jspecify.annotations.NullMarked;
