/// What a context answers instead of acting. Each context has one enum of refusals that implements
/// [Rejection]; its [Reason] decides the HTTP status, and [CommandProblems] answers it as a problem
/// with code, sentence and field. A refusal crosses the command bus as details of a
/// [CommandRejected] and ends no transaction of the saga that expected it.
@NullMarked
package io.cartulary.command.refusal;

import org.jspecify.annotations.NullMarked;
