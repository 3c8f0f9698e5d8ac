/// Pictures and videos that staff upload: what they are, whether they are shown, where their bytes
/// lie, and how they are served. The bytes are no read model, because no event has them; so this
/// side keeps and serves them (ADR 33). A picture is identified by its content, so the same one is
/// kept once.
///
/// `docs/states/media.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.media;

import org.jspecify.annotations.NullMarked;
