package io.cartulary.web.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// @param shopperBody the largest body on routes that anybody may call
/// @param callbackBody the largest body of a payment provider's message
/// @param staffBody the largest body on routes for staff, other than imports and uploads
/// @param importBody the largest file that is handed in, as it is sent
/// @param mediaBody all pictures and videos of one upload together
/// @param bytesInFlight how much of all bodies the process holds at the same time; the first 16 KiB
///   of each are not counted
/// @param arriveWithin how long the headers of a request may take, and how long its body may take
///   on top of what its size needs at 16 KiB a second
@Validated
@ConfigurationProperties("cartulary.limits")
public record LimitProperties(
        @DefaultValue("256KB") DataSize shopperBody,
        @DefaultValue("512KB") DataSize callbackBody,
        @DefaultValue("4MB") DataSize staffBody,
        @DefaultValue("4GB") DataSize importBody,
        @DefaultValue("4GB") DataSize mediaBody,
        @DefaultValue("64MB") DataSize bytesInFlight,
        @DefaultValue("12s") Duration arriveWithin) {}
