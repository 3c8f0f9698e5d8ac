package io.cartulary.eventstore.format;

import static io.cartulary.eventstore.format.SampleValues.ACCOUNT;
import static io.cartulary.eventstore.format.SampleValues.CREDIT;
import static io.cartulary.eventstore.format.SampleValues.CUSTOMER;
import static io.cartulary.eventstore.format.SampleValues.HOME;
import static io.cartulary.eventstore.format.SampleValues.KEPT;
import static io.cartulary.eventstore.format.SampleValues.ORDER;
import static io.cartulary.eventstore.format.SampleValues.PAYMENT;
import static io.cartulary.eventstore.format.SampleValues.PRODUCT;
import static io.cartulary.eventstore.format.SampleValues.SESSION;
import static io.cartulary.eventstore.format.SampleValues.TIME;
import static io.cartulary.eventstore.format.SampleValues.UUID;
import static io.cartulary.eventstore.format.SampleValues.gbp;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.events.account.Role;
import io.cartulary.events.credit.CreditEvent;
import io.cartulary.events.customer.CustomerEvent;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.review.ReviewEvent;
import io.cartulary.events.review.ReviewId;
import io.cartulary.events.review.ReviewText;
import io.cartulary.events.wishlist.WishlistEvent;
import io.cartulary.events.wishlist.WishlistId;
import io.cartulary.events.wishlist.WishlistOwnerId;
import java.util.List;

/// One of each kind about accounts, customers and their credit.
final class SamplePersonEvents {

    private static final ReviewId REVIEW = ReviewId.of(CUSTOMER, PRODUCT, ORDER);

    private static final WishlistOwnerId WISHLISTS = WishlistOwnerId.of(CUSTOMER);
    private static final WishlistId WISHLIST = WishlistId.firstOf(CUSTOMER);

    static final List<DomainEvent> ALL =
            List.of(
                    new AccountEvent.AccountRegistered(
                            ACCOUNT,
                            CUSTOMER,
                            Personal.of(CUSTOMER.value(), "ada@example.org"),
                            "en"),
                    new AccountEvent.VerificationRequested(ACCOUNT),
                    new AccountEvent.EmailVerified(ACCOUNT),
                    new AccountEvent.EmailClaimed(EmailClaimId.of("3f9a_c-1"), ACCOUNT),
                    new AccountEvent.LoggedIn(ACCOUNT, "act-1", SESSION),
                    new AccountEvent.LogInFailed(ACCOUNT, "act-2"),
                    new AccountEvent.SessionEnded(
                            ACCOUNT, "act-3", SESSION, AccountEvent.SessionEndReason.LOGGED_OUT),
                    new AccountEvent.EmailReleased(EmailClaimId.of("3f9a_c-1"), ACCOUNT),
                    new AccountEvent.PasswordResetRequested(ACCOUNT),
                    new AccountEvent.PasswordChanged(
                            ACCOUNT, "act-4", AccountEvent.PasswordChangeReason.RESET),
                    new AccountEvent.EmailChangeRequested(
                            ACCOUNT, Personal.of(CUSTOMER.value(), "park@example.org")),
                    new AccountEvent.EmailChanged(
                            ACCOUNT, "act-5", Personal.of(CUSTOMER.value(), "park@example.org")),
                    new AccountEvent.DeviceAdded(ACCOUNT, "act-6"),
                    new AccountEvent.LogInLocked(ACCOUNT, "act-7"),
                    new AccountEvent.LogInUnlocked(ACCOUNT, "act-8"),
                    new AccountEvent.AccountDeleted(ACCOUNT, "act-9"),
                    new AccountEvent.AccountImported(
                            ACCOUNT,
                            CUSTOMER,
                            Personal.of(CUSTOMER.value(), "ada@example.org"),
                            "en"),
                    new AccountEvent.AccountDeactivated(ACCOUNT, "act-10"),
                    new AccountEvent.AccountActivated(ACCOUNT, "act-11"),
                    new AccountEvent.SecondFactorAdded(ACCOUNT, "act-16"),
                    new AccountEvent.SecondFactorRemoved(ACCOUNT, "act-17"),
                    new AccountEvent.PasskeyAdded(
                            ACCOUNT, "act-18", new PasskeyId("passkey-" + UUID)),
                    new AccountEvent.PasskeyRemoved(
                            ACCOUNT, "act-19", new PasskeyId("passkey-" + UUID)),
                    new AccountEvent.StaffInvited(
                            ACCOUNT,
                            ACCOUNT.customer(),
                            Personal.of(CUSTOMER.value(), "park@example.org"),
                            Role.MODERATOR,
                            "en"),
                    new AccountEvent.InvitationWithdrawn(ACCOUNT, "act-10"),
                    new AccountEvent.StaffAppointed(ACCOUNT, "act-11", Role.MODERATOR),
                    new AccountEvent.StaffRoleChanged(ACCOUNT, "act-12", Role.ADMIN),
                    new AccountEvent.StaffRemoved(ACCOUNT, "act-13"),
                    new AccountEvent.ApiKeyIssued(ACCOUNT, "act-14", new ApiKeyId("key-1")),
                    new AccountEvent.ApiKeyRevoked(ACCOUNT, "act-15", new ApiKeyId("key-1")),
                    new CustomerEvent.ProfileChanged(
                            CUSTOMER,
                            Personal.of(
                                    CUSTOMER.value(),
                                    new Profile(
                                            "Ada",
                                            "Park",
                                            "+44 20 7946 0000",
                                            "1990-04-30",
                                            Profile.Gender.FEMALE,
                                            "en",
                                            Profile.SkinType.DRY,
                                            "ada.jpg"))),
                    new CustomerEvent.AddressAdded(CUSTOMER, KEPT, HOME),
                    new CustomerEvent.AddressChanged(CUSTOMER, KEPT, HOME),
                    new CustomerEvent.AddressRemoved(CUSTOMER, KEPT),
                    new CustomerEvent.DefaultAddressesChosen(CUSTOMER, KEPT, KEPT),
                    new CustomerEvent.GuestsTakenOver(CUSTOMER, List.of(CUSTOMER)),
                    new CustomerEvent.CustomerTagged(CUSTOMER, List.of("vip")),
                    new CustomerEvent.CustomerNoteAdded(
                            CUSTOMER,
                            new NoteId("note-" + UUID),
                            Personal.of(CUSTOMER.value(), "Prefers calls in the morning")),
                    new CreditEvent.CreditAccountOpened(
                            CREDIT, CreditEvent.Kind.GIFT_CARD, "GBP", CUSTOMER, "NPQR", TIME),
                    new CreditEvent.CreditGranted(
                            CREDIT, "grant-1", CreditEvent.GrantReason.SOLD, gbp(5000), gbp(5000)),
                    new CreditEvent.CreditReserved(
                            CREDIT, PAYMENT.value(), gbp(3174), gbp(1826), TIME),
                    new CreditEvent.CreditSpent(CREDIT, PAYMENT.value(), gbp(3174), gbp(1826)),
                    new CreditEvent.CreditReleased(CREDIT, PAYMENT.value(), gbp(3174), gbp(5000)),
                    new CreditEvent.CreditBlocked(CREDIT, "lost"),
                    new CreditEvent.CreditUnblocked(CREDIT),
                    new ReviewEvent.ReviewWritten(
                            REVIEW, PRODUCT, CUSTOMER, ORDER, 1, 5, words("Soft skin")),
                    new ReviewEvent.ReviewEdited(REVIEW, 2, 4, words("Softer skin")),
                    new ReviewEvent.ReviewApproved(REVIEW, PRODUCT, 4, true),
                    new ReviewEvent.ReviewWithdrawn(REVIEW, PRODUCT, 4),
                    new ReviewEvent.ReviewRejected(REVIEW, "It is about the delivery."),
                    new ReviewEvent.ReviewDeleted(REVIEW),
                    new ReviewEvent.ReviewRemoved(REVIEW),
                    new ReviewEvent.ReviewFoundHelpful(REVIEW, CUSTOMER, 3),
                    new ReviewEvent.HelpfulTakenBack(REVIEW, CUSTOMER, 2),
                    new ReviewEvent.ReviewReported(
                            REVIEW, CUSTOMER, ReviewEvent.ReportReason.SPAM, 1),
                    new ReviewEvent.ReportsDismissed(REVIEW),
                    new ReviewEvent.ReviewAnswered(REVIEW, "Thank you!"),
                    new ReviewEvent.ReviewAnswerRemoved(REVIEW),
                    new WishlistEvent.WishlistOpened(
                            WISHLISTS, CUSTOMER, WISHLIST, Personal.of(CUSTOMER.value(), "Gifts")),
                    new WishlistEvent.DefaultWishlistChosen(WISHLISTS, WISHLIST),
                    new WishlistEvent.WishlistDeleted(WISHLISTS, WISHLIST),
                    new WishlistEvent.WishAdded(WISHLISTS, WISHLIST, PRODUCT, gbp(1250), true),
                    new WishlistEvent.WishRemoved(WISHLISTS, WISHLIST, PRODUCT),
                    new WishlistEvent.WishlistShared(WISHLISTS, WISHLIST, "share-1"),
                    new WishlistEvent.WishlistShareRevoked(WISHLISTS, WISHLIST));

    private static Personal<ReviewText> words(String title) {
        return Personal.of(CUSTOMER.value(), new ReviewText(title, "It lasts for months.", "Ada"));
    }

    private SamplePersonEvents() {}
}
