package io.cartulary.command.refusal;

import org.axonframework.commandhandling.CommandExecutionException;

/// A reason with the member of the request at fault, for one that several requests can meet.
public record RefusedMember(String name, Kind kind, String sentence, String field)
        implements Rejection {

    public static RefusedMember of(Rejection reason, String field) {
        return new RefusedMember(reason.name(), reason.kind(), reason.sentence(), field);
    }

    /// The same refusal with the member, if it is for the reason; another one as it is.
    public static CommandExecutionException naming(
            String field, Rejection reason, CommandExecutionException refused) {
        return refused.getDetails().filter(reason::equals).isPresent()
                ? new CommandRejected(of(reason, field))
                : refused;
    }
}
