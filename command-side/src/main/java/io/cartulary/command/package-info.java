/// Decides and acts: what may be asked, why it may be refused, and what follows from it.
///
/// One package a context. Nothing here knows a read model; what a decision needs to know is in the
/// aggregate, in the command or in a decision table.
@NullMarked
package io.cartulary.command;

import org.jspecify.annotations.NullMarked;
