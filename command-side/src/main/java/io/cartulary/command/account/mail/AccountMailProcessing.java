package io.cartulary.command.account.mail;

import io.cartulary.command.effect.EffectProcessing;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Mails to the owners of accounts.
@Configuration(proxyBeanMethods = false)
class AccountMailProcessing {

    static final String PROCESSING_GROUP = "account-mail";

    @Bean
    ConfigurerModule accountMails(EffectProcessing effects) {
        return effects.of(PROCESSING_GROUP);
    }
}
