package io.cartulary.command.refusal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;

/// What became of many changes that were asked for at once: each was made or refused by itself.
public record BulkOutcome(int done, int refused, List<Outcome> outcomes) {

    /// @param reason why the change was refused, for programs, and `detail` the same for people
    public record Outcome(
            String id, boolean done, @Nullable String reason, @Nullable String detail) {}

    /// @param id of what a change is about
    /// @param send sends the command of a change
    public static <C> BulkOutcome of(List<C> changes, Function<C, ?> id, Consumer<C> send) {
        var outcomes =
                changes.stream()
                        .map(change -> outcome(id.apply(change).toString(), change, send))
                        .toList();
        var done = (int) outcomes.stream().filter(Outcome::done).count();
        return new BulkOutcome(done, outcomes.size() - done, outcomes);
    }

    private static <C> Outcome outcome(String id, C change, Consumer<C> send) {
        try {
            send.accept(change);
            return new Outcome(id, true, null, null);
        } catch (CommandExecutionException refused) {
            if (refused.getDetails().orElse(null) instanceof Rejection rejection) {
                return new Outcome(id, false, rejection.name(), rejection.sentence());
            }
            throw refused;
        }
    }
}
