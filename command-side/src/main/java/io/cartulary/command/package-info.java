/// Decides and acts: every change of the shop is a command that an aggregate here accepts or
/// refuses. What it accepts is recorded as events, from which the decision tables of this side and
/// all read models of the other are made. Nothing here reads a read model.
@NullMarked
package io.cartulary.command;

import org.jspecify.annotations.NullMarked;
