package io.cartulary.command.mail;

import io.cartulary.command.effect.EffectProcessing;
import org.axonframework.config.ConfigurerModule;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Mails about orders and stock.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(MailProcessing.SWITCH)
class MailProcessing {

    /// Without it no mail is written.
    static final String SWITCH = "spring.mail.host";

    /// Without it staff get no mail.
    static final String STAFF = "cartulary.mail.staff";

    /// Of all who write mails.
    static final String PROCESSING_GROUP = "mail";

    @Bean
    ConfigurerModule mails(EffectProcessing effects) {
        return effects.of(PROCESSING_GROUP);
    }
}
