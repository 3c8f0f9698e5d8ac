package io.cartulary.standalone;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// A test of a shop whose events are in an Axon Server that the caller of the tests provides, empty
/// and for this run alone.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@EnabledIfEnvironmentVariable(
        named = OnAxonServer.ADDRESS,
        matches = ".+",
        disabledReason =
                "there is no Axon Server: "
                        + OnAxonServer.ADDRESS
                        + "=host:port names an empty one to run on")
@interface OnAxonServer {

    String ADDRESS = "CARTULARY_TEST_AXON_SERVER";
}
