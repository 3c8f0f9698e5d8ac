package io.cartulary.command.account.mail;

import io.cartulary.command.mail.Mail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Composes mails: one layout as text and one as HTML, and the sentences of each language in
/// `account-mail/texts_<language>.properties`.
@Component
class MailTexts {

    private static final String FOLDER = "account-mail/";

    private final SingletonSupplier<TemplateEngine> layouts =
            SingletonSupplier.of(MailTexts::layouts);

    private static TemplateEngine layouts() {
        var engine = new TemplateEngine();
        for (var mode : List.of(TemplateMode.TEXT, TemplateMode.HTML)) {
            var suffix = mode == TemplateMode.TEXT ? ".txt" : ".html";
            var resolver = new ClassLoaderTemplateResolver();
            resolver.setPrefix(FOLDER);
            resolver.setTemplateMode(mode);
            resolver.setCharacterEncoding("UTF-8");
            resolver.setForceTemplateMode(true);
            resolver.getResolvablePatternSpec().addPattern("*" + suffix);
            engine.addTemplateResolver(resolver);
        }
        return engine;
    }

    Mail compose(String to, String language, Occasion occasion, @Nullable String link, String key) {
        var texts =
                ResourceBundle.getBundle(
                        FOLDER + "texts",
                        Locale.of(language),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        var name = occasion.name();
        var sentences =
                new java.util.HashMap<String, Object>(
                        Map.of(
                                "language", language,
                                "subject", texts.getString(name + ".subject"),
                                "text", texts.getString(name + ".text"),
                                "closing", texts.getString("closing")));
        if (link != null) {
            sentences.put("link", link);
            sentences.put("action", texts.getString(name + ".action"));
        }
        var context = new Context(Locale.of(language), sentences);
        var engine = layouts.obtain();
        return new Mail(
                to,
                texts.getString(name + ".subject"),
                engine.process("layout.txt", context),
                engine.process("layout.html", context),
                key);
    }
}
