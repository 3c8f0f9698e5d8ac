package io.cartulary.web.version;

import static java.util.Comparator.comparingLong;

import io.cartulary.eventstore.deciding.CommandTargets;
import io.cartulary.web.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// Writes on the command of a request with `If-Match` which version its object must have. That is
/// the first command that may change something. Where a component handles that one, it is the first
/// command for the same object that the component sends; those that follow act on what it made.
@Component
public class ExpectedVersions implements MessageDispatchInterceptor<CommandMessage<?>> {

    /// Of a command's metadata: numbers with commas between them, of which one must be that of the
    /// aggregate's last event.
    public static final String KEY = "expectedVersions";

    static final String CODE = "PRECONDITION_FAILED";

    private static final String ATTRIBUTE = ExpectedVersions.class.getName();
    private static final String COMPARED = ATTRIBUTE + ".compared";

    private final CommandTargets targets;

    ExpectedVersions(CommandTargets targets) {
        this.targets = targets;
    }

    /// For the request that this thread works for.
    static void expect(List<EntityTag> tags) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(ATTRIBUTE, tags, RequestAttributes.SCOPE_REQUEST);
    }

    /// What the request that this thread works for expects of the object it changes.
    public static Optional<EntityTag> compared() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request -> request.getAttribute(COMPARED, RequestAttributes.SCOPE_REQUEST))
                .map(EntityTag.class::cast);
    }

    /// Refuses the request that this thread works for when its `If-Match` names another version
    /// than the one there is, of an object that is no aggregate.
    public static void require(EntityTag present) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                        instanceof List<?> expected
                && !expected.contains(present)) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    CODE,
                    "It was changed since this ETag; read it again.",
                    HttpHeaders.IF_MATCH);
        }
    }

    @Override
    public BiFunction<Integer, CommandMessage<?>, CommandMessage<?>> handle(
            List<? extends CommandMessage<?>> messages) {
        if (CurrentUnitOfWork.isStarted()) {
            var handling = CurrentUnitOfWork.get();
            return (_, command) -> continued(handling, command);
        }
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null
                || request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) == null) {
            return (_, command) -> command;
        }
        return (_, command) ->
                targets.isReadOnly(command.getPayload()) ? command : expecting(command, request);
    }

    private CommandMessage<?> continued(UnitOfWork<?> handling, CommandMessage<?> command) {
        var handled = handling.getMessage();
        if (!(handled instanceof CommandMessage<?>)
                || !handled.getMetaData().containsKey(KEY)
                || !Objects.equals(
                        targets.of(handled.getPayload()), targets.of(command.getPayload()))
                || handling.resources().putIfAbsent(KEY, command) != null) {
            return command;
        }
        return command.andMetaData(Map.of(KEY, handled.getMetaData().get(KEY)));
    }

    private CommandMessage<?> expecting(CommandMessage<?> command, RequestAttributes request) {
        if (!(request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                instanceof List<?> tags)) {
            return command;
        }
        request.removeAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        var target = targets.of(command.getPayload());
        var seen =
                tags.stream()
                        .map(EntityTag.class::cast)
                        .filter(tag -> tag.id().equals(target))
                        .sorted(comparingLong(EntityTag::version))
                        .toList();
        if (seen.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    CODE,
                    "If-Match names another object than the one this request changes.",
                    HttpHeaders.IF_MATCH);
        }
        request.setAttribute(COMPARED, seen.getLast(), RequestAttributes.SCOPE_REQUEST);
        var versions =
                seen.stream()
                        .map(tag -> Long.toString(tag.version()))
                        .collect(Collectors.joining(","));
        return command.andMetaData(Map.of(KEY, versions));
    }
}
