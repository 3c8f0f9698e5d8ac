package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Answer;
import io.cartulary.benchmarks.client.CustomerAccount;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.Shopper;
import io.cartulary.benchmarks.client.Staff;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/// What accounts cost: a log-in beside the password hash in it, check-outs of signed-in shoppers in
/// turn with those of anonymous ones, and what a token adds to a request.
public final class Accounts implements Benchmark {

    /// So few that they and the log-ins stay below the limit of an address.
    private static final int CLIENTS = 8;

    private static final int LOG_INS = 40;

    /// After these both sides are compiled.
    private static final int WARM_UP_LOG_INS = 150;

    private static final int ROUNDS = 3;
    private static final int SECONDS = 20;
    private static final int WARM_UP = 30;

    /// In use since the first account.
    private static final int BCRYPT_STRENGTH = 12;

    private static final double OF_THE_HASH = 1.1;
    private static final double OF_ANONYMOUS = 0.95;
    private static final double ADDED_MICROS = 300;

    private static final String REQUEST = "request";
    private static final String SHOP = "standalone";

    /// What one kind of client did in all rounds.
    private static final class Sum {
        private final List<Load.Result> results = new ArrayList<>();

        void add(Load.Result result) {
            results.add(result);
        }

        double perSecond(String step) {
            return mean(result -> result.perSecond(step));
        }

        double micros(String step) {
            return mean(result -> result.cpu().costOf(result.perSecond(step), SHOP));
        }

        int errors() {
            return results.stream().mapToInt(Load.Result::errorCount).sum();
        }

        private double mean(ToDoubleFunction<Load.Result> figure) {
            return results.stream().mapToDouble(figure).average().orElseThrow();
        }
    }

    @Override
    public List<Figure> run(Options options) throws Exception {
        var shop = options.url();
        Checkout.CATALOGUE.fill(shop, options.data(), Checkout.PIECES, Checkout.COUPON_USES);
        var load =
                new Load(
                        options.number("clients", CLIENTS),
                        options.seconds("warm-up", WARM_UP),
                        options.seconds("seconds", SECONDS));
        var rounds = options.number("rounds", ROUNDS);
        var tokens = new ArrayList<String>();
        Figure logIns;
        try (var connection = new HttpConnection(shop, "Accept: application/json\r\n")) {
            for (var client = 0; client < load.clients(); client++) {
                tokens.add(CustomerAccount.open(connection, options.data()).logIn(connection));
            }
            logIns = logIns(connection, CustomerAccount.open(connection, options.data()));
        }
        String product;
        try (var staff = new Staff(shop, options.data())) {
            product = Checkout.CATALOGUE.productIds(staff).getFirst();
        }
        return List.of(
                logIns,
                checkOuts(shop, load, rounds, tokens),
                added(shop, load, rounds, "/api/v1/products/" + product, tokens));
    }

    /// Each log-in in turn with a hash in this process.
    private static Figure logIns(HttpConnection shop, CustomerAccount account) throws IOException {
        var encoder = new BCryptPasswordEncoder(BCRYPT_STRENGTH);
        var hash = encoder.encode(CustomerAccount.PASSWORD);
        var logIns = new Timings();
        var hashes = new Timings();
        for (var round = 0; round < WARM_UP_LOG_INS + LOG_INS; round++) {
            var begun = System.nanoTime();
            account.logIn(shop);
            var loggedIn = System.nanoTime();
            encoder.matches(CustomerAccount.PASSWORD, hash);
            if (round >= WARM_UP_LOG_INS) {
                logIns.add(loggedIn - begun);
                hashes.add(System.nanoTime() - loggedIn);
            }
        }
        var logIn = Timings.merged(List.of(logIns)).percentile(50);
        var alone = Timings.merged(List.of(hashes)).percentile(50);
        var ratio = (double) logIn.toNanos() / alone.toNanos();
        return new Figure(
                "a log-in, of the time of its password hash alone (medians)",
                "at most " + OF_THE_HASH,
                String.format(
                        Locale.ROOT,
                        "%.2f (%s, %s)",
                        ratio,
                        Timings.millis(logIn),
                        Timings.millis(alone)),
                ratio <= OF_THE_HASH);
    }

    private static Figure checkOuts(URI shop, Load load, int rounds, List<String> tokens)
            throws InterruptedException {
        var anonymous = new Sum();
        var signedIn = new Sum();
        var skus = Checkout.CATALOGUE.size();
        for (var round = 0; round < rounds; round++) {
            anonymous.add(load.run(_ -> Checkout.client(new Shopper(shop), skus)));
            signedIn.add(
                    load.run(client ->
                            Checkout.client(new Shopper(shop, tokens.get(client)), skus)));
        }
        var ratio = signedIn.perSecond(Checkout.WHOLE) / anonymous.perSecond(Checkout.WHOLE);
        return new Figure(
                "check-outs/s of signed-in shoppers, of those of anonymous ones",
                "at least " + OF_ANONYMOUS,
                String.format(
                        Locale.ROOT,
                        "%.2f (%.1f/s and %.1f/s; %.1f ms and %.1f ms of the shop's processor time; %d errors)",
                        ratio,
                        signedIn.perSecond(Checkout.WHOLE),
                        anonymous.perSecond(Checkout.WHOLE),
                        signedIn.micros(Checkout.WHOLE) / 1e3,
                        anonymous.micros(Checkout.WHOLE) / 1e3,
                        signedIn.errors() + anonymous.errors()),
                ratio >= OF_ANONYMOUS && signedIn.errors() + anonymous.errors() == 0);
    }

    /// A token is checked on the page of a product as on any other, so what it adds there is its
    /// price. Limit and access rule cost less than a request that they refuse costs as a whole.
    private static Figure added(URI shop, Load load, int rounds, String page, List<String> tokens)
            throws InterruptedException {
        var without = new Sum();
        var with = new Sum();
        var refused = new Sum();
        for (var round = 0; round < rounds; round++) {
            without.add(load.run(_ -> asking(shop, page, "", 200)));
            with.add(load.run(client -> asking(shop, page, tokens.get(client), 200)));
            refused.add(load.run(_ -> asking(shop, "/api/v1/admin/orders", "", 401)));
        }
        var token = with.micros(REQUEST) - without.micros(REQUEST);
        var rule = refused.micros(REQUEST);
        return new Figure(
                "added to a request by token check, access rule and limit, in processor time",
                "at most %.1f ms".formatted(ADDED_MICROS / 1e3),
                String.format(
                        Locale.ROOT,
                        "%.3f ms (the token %.0f µs, a whole refused request %.0f µs; a page without a token %.0f µs)",
                        (token + rule) / 1e3,
                        token,
                        rule,
                        without.micros(REQUEST)),
                token + rule <= ADDED_MICROS);
    }

    private static Load.Client asking(URI shop, String path, String authorization, int expected) {
        var connection = new HttpConnection(shop, "Accept: application/json\r\n");
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) throws IOException {
                var begun = System.nanoTime();
                var answer = connection.get(path, authorization);
                if (answer.status() != expected) {
                    throw new Answer.Unexpected(REQUEST, answer);
                }
                recorder.ended(REQUEST, begun);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}
