package io.cartulary.command.account.credential;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.web.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Judges, hashes and compares passwords.
///
/// A hash takes a processor for a quarter of a second. Requests run on virtual threads, which share
/// as many carriers as there are processors, so passwords are hashed by threads of their own: a
/// crowd that logs in must not keep shoppers from buying.
@Component
public class Passwords {

    private static final int FEWEST_CHARACTERS = 12;
    private static final Pattern SPACES = Pattern.compile(" +");

    /// What bcrypt reads of a password.
    private static final int MOST_BYTES = 72;

    /// Of zxcvbn, 0 to 4: 10^8 guesses or more.
    private static final int STRONG_ENOUGH = 3;

    private static final int MOST_WAITING = 64;

    private static final String OF_NO_ONE = "of no one";

    private final PasswordEncoder encoder;

    /// Compared where there is no account, so that it takes as long as where there is one.
    private final SingletonSupplier<String> ofNoAccount;

    private final SingletonSupplier<Zxcvbn> strength = SingletonSupplier.of(Zxcvbn::new);
    private final ThreadPoolExecutor threads;

    Passwords(BCryptPasswordEncoder bcrypt) {
        encoder =
                new DelegatingPasswordEncoder(
                        "bcrypt",
                        Map.of(
                                "bcrypt",
                                bcrypt,
                                "argon2",
                                Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(),
                                "pbkdf2",
                                new Pbkdf2Hashes()));
        ofNoAccount = SingletonSupplier.of(() -> encoder.encode(OF_NO_ONE));
        var processors = Runtime.getRuntime().availableProcessors();
        threads =
                new ThreadPoolExecutor(
                        processors,
                        processors,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name("passwords-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// Refuses a password that is too long to be hashed, or short, or easy to guess.
    ///
    /// @param known words that are guessed first, such as the e-mail address
    public void check(String password, List<String> known) {
        if (!isShortEnough(password)) {
            throw new CommandRejected(AccountRejection.PASSWORD_TOO_LONG);
        }
        if (characters(password) < FEWEST_CHARACTERS
                || strength.obtain().measure(password, known).getScore() < STRONG_ENOUGH) {
            throw new CommandRejected(AccountRejection.PASSWORD_WEAK);
        }
    }

    /// Several spaces are no more to guess than one.
    private static int characters(String password) {
        var text = SPACES.matcher(password).replaceAll(" ");
        return text.codePointCount(0, text.length());
    }

    public String hash(String password) {
        return aside(() -> encoder.encode(password));
    }

    /// @param hash of the account; absent where there is none
    public boolean matches(String password, @Nullable String hash) {
        var isPossible = hash != null && isShortEnough(password);
        return aside(() -> {
            var other = ofNoAccount.obtain();
            // Some text: to an encoder an empty one is wrong at once, without a hash.
            return encoder.matches(isPossible ? password : OF_NO_ONE, isPossible ? hash : other)
                    && isPossible;
        });
    }

    private static boolean isShortEnough(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    /// Whether it was made in another way than hashes are made today.
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> T aside(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException _) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "LOG_INS_BUSY",
                    "Too many people log in at the moment; send the request again.",
                    null);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
