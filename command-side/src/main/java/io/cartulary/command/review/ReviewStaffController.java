package io.cartulary.command.review;

import io.cartulary.command.refusal.BulkOutcome;
import io.cartulary.command.review.ReviewCommand.*;
import io.cartulary.events.Text;
import io.cartulary.events.review.ReviewId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Moderates reviews and answers them, for staff.
@RestController
class ReviewStaffController {

    private static final int LONGEST_ANSWER = 2000;
    private static final int MOST_DECISIONS = 500;

    private final CommandGateway commands;

    ReviewStaffController(CommandGateway commands) {
        this.commands = commands;
    }

    /// @param revision of the text that was read: an author may have changed it meanwhile
    record Approval(@Min(1) int revision) {}

    /// @param reason is shown to the author
    record Refusal(@Min(1) int revision, @NotBlank String reason) {}

    record Answer(@NotBlank @Text(max = LONGEST_ANSWER) String answer) {}

    record BulkDecision(
            @NotEmpty @Size(max = MOST_DECISIONS) List<@Valid @NotNull Decision> decisions) {}

    /// @param reason for `REJECT` only
    record Decision(
            @NotNull ReviewId reviewId,
            @NotNull Verdict verdict,
            @Min(1) int revision,
            @Nullable String reason) {

        @AssertTrue(message = "a reason belongs to REJECT and only to it")
        boolean isComplete() {
            return (verdict == Verdict.REJECT) == (reason != null);
        }

        ReviewCommand command() {
            return reason == null
                    ? new ApproveReview(reviewId, revision)
                    : new RejectReview(reviewId, revision, reason);
        }
    }

    enum Verdict {
        APPROVE,
        REJECT
    }

    @OpenTo(staff = Permission.REVIEWS)
    @PostMapping("/api/v1/admin/reviews/{reviewId}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void approve(@PathVariable ReviewId reviewId, @Valid @RequestBody Approval body) {
        commands.sendAndWait(new ApproveReview(reviewId, body.revision()));
    }

    @OpenTo(staff = Permission.REVIEWS)
    @PostMapping("/api/v1/admin/reviews/{reviewId}/rejection")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reject(@PathVariable ReviewId reviewId, @Valid @RequestBody Refusal body) {
        commands.sendAndWait(new RejectReview(reviewId, body.revision(), body.reason()));
    }

    @OpenTo(staff = Permission.REVIEWS)
    @PutMapping("/api/v1/admin/reviews/{reviewId}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable ReviewId reviewId, @Valid @RequestBody Answer body) {
        commands.sendAndWait(new AnswerReview(reviewId, body.answer()));
    }

    @OpenTo(staff = Permission.REVIEWS)
    @DeleteMapping("/api/v1/admin/reviews/{reviewId}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAnswer(@PathVariable ReviewId reviewId) {
        commands.sendAndWait(new RemoveReviewAnswer(reviewId));
    }

    @OpenTo(staff = Permission.REVIEWS)
    @DeleteMapping("/api/v1/admin/reviews/{reviewId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable ReviewId reviewId) {
        commands.sendAndWait(new RemoveReview(reviewId));
    }

    @Unversioned
    @OpenTo(staff = Permission.REVIEWS)
    @PostMapping("/api/v1/admin/reviews/bulk-update")
    BulkOutcome decide(@Valid @RequestBody BulkDecision bulk) {
        return BulkOutcome.of(
                bulk.decisions(),
                Decision::reviewId,
                decision -> commands.sendAndWait(decision.command()));
    }
}
