package io.cartulary.command.order.checkout;

import io.cartulary.web.access.CurrentAccount;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// Who has no account says how they can be reached.
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ContactOfGuest.Check.class)
@interface ContactOfGuest {

    String message() default "must be given by who is not logged in";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<ContactOfGuest, NewOrder.NewContact> {

        @Override
        public boolean isValid(
                NewOrder.@Nullable NewContact contact, ConstraintValidatorContext context) {
            return contact != null || CurrentAccount.ofShopper().isPresent();
        }
    }
}
