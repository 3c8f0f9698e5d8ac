package io.cartulary.command.order.checkout;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Goods go to an address that is given, or to one that the shopper keeps. What else is missing is
/// named in the same answer.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneShippingAddress.Check.class)
@interface OneShippingAddress {

    String message() default "must be given, or shippingAddressId instead";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<OneShippingAddress, NewOrder> {

        @Override
        public boolean isValid(NewOrder order, ConstraintValidatorContext context) {
            if ((order.shippingAddress() == null) != (order.shippingAddressId() == null)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("shippingAddress")
                    .addConstraintViolation();
            return false;
        }
    }
}
