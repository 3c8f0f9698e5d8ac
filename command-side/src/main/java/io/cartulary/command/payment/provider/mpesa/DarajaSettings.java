package io.cartulary.command.payment.provider.mpesa;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How to reach M-Pesa's Daraja. Without `consumer-key` the shop does not work with it.
///
/// @param shortCode the shop's pay bill or till number
/// @param passkey with which a push is signed
/// @param transactionType `CustomerPayBillOnline` or `CustomerBuyGoodsOnline`
/// @param callbackUrl our own `/api/v1/payments/mpesa`, as Daraja reaches it; HTTPS
/// @param callbackSecret makes the address of each call back unguessable; the same on all nodes
/// @param initiator who reverses payments; without one no refund goes through Daraja
/// @param securityCredential the initiator's password, encrypted for Safaricom
/// @param connectWithin after which time it counts as down
/// @param answerWithin after which time no one knows whether a call took effect
@ConfigurationProperties("cartulary.payment.mpesa")
public record DarajaSettings(
        @DefaultValue("https://api.safaricom.co.ke") URI url,
        String consumerKey,
        String consumerSecret,
        String shortCode,
        String passkey,
        @DefaultValue("CustomerPayBillOnline") String transactionType,
        URI callbackUrl,
        String callbackSecret,
        @Nullable String initiator,
        @Nullable String securityCredential,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("20s") Duration answerWithin) {

    static final String CONSUMER_KEY = "cartulary.payment.mpesa.consumer-key";
}
