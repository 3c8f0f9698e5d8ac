/// Answers questions: read models, indexes and feeds made from events.
///
/// One package a context. Everything here can be dropped and filled again from the event store;
/// nothing here sends a command.
@NullMarked
package io.cartulary.query;

import org.jspecify.annotations.NullMarked;
