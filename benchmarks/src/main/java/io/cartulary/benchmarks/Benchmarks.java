package io.cartulary.benchmarks;

import io.cartulary.benchmarks.attack.AttackProof;
import io.cartulary.benchmarks.catalogue.Catalogue;
import io.cartulary.benchmarks.commands.Commands;
import io.cartulary.benchmarks.crash.CrashProof;
import io.cartulary.benchmarks.fuzz.FuzzProof;
import io.cartulary.benchmarks.load.Accounts;
import io.cartulary.benchmarks.load.Browse;
import io.cartulary.benchmarks.load.BulkPrices;
import io.cartulary.benchmarks.load.Checkout;
import io.cartulary.benchmarks.load.HotSku;
import io.cartulary.benchmarks.load.Lines;
import io.cartulary.benchmarks.load.PastObjects;
import io.cartulary.benchmarks.load.Visible;
import io.cartulary.benchmarks.readmodel.CustomerLists;
import io.cartulary.benchmarks.readmodel.ReadModels;
import io.cartulary.benchmarks.readmodel.RebuildProof;
import io.cartulary.benchmarks.readmodel.Replay;
import io.cartulary.benchmarks.recommend.Recommend;
import io.cartulary.benchmarks.relevance.Relevance;
import io.cartulary.benchmarks.shop.Machine;
import io.cartulary.benchmarks.start.StartUp;
import io.cartulary.benchmarks.start.Warm;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Runs what its first word names; see `benchmarks/README.md`.
final class Benchmarks {

    private static final String HELP =
            """
            Usage: benchmarks/run NAME [--option value …]

              checkout   32 shoppers buy as fast as they can           --url --data --clients --seconds --warm-up --skus
              browse     32 clients list, look, search and filter      --url --data --clients --seconds --warm-up
              visible    from an order's answer to its details         --url --data --seconds --warm-up
              lines      orders of 10 and of 1,000 lines               --url --data
              commands   over the bus, in turn with pgbench            --clients --seconds --warm-up --rounds
              hot-sku    reservations of one SKU, in one and two processes  --clients --seconds --warm-up
              replay     rebuilds order details from many events       --events
              read-models  JPA saveAll against an upsert from unnest     --events --rounds
              customers  staff's lists of 100,000 customers and orders  --url --data --events
              accounts   log-ins, signed-in shoppers, what a token costs  --url --data --clients --seconds --warm-up --rounds
              bulk       prices of 10,000 products until searchable, and undone  --url --data --products
              past       one object as of an instant, beside how many events  --events --clients --seconds --warm-up
              relevance  judged queries, beside Elasticsearch's defaults  --url --data --products --judgements
              recommend FILE   recommendations, last item left out, all ranked   --attributes --tune; or --sessions FILE --days
              catalogue  100,000 products: taken in, indexed, found, shown  --products --data --port --clients --seconds --warm-up
              start      ./start on existing data, and its memory      --data --port --rounds
              warm       check-outs/s by the time since a restart         --data --port --minutes
              all        all of these but warm, customers, accounts, bulk, past, catalogue, relevance and recommend, into benchmarks/results
              rebuild    rebuilds order details amid check-outs        --url --data --clients --seconds --warm-up
              crash      kill -9 amid 200 check-outs, then the books   --data --port --clients
              crash --kills 30 --minutes 10   kill -9 of every part in turn, at random moments   --seed --clients --without query-side --data
                                                                                                 --axon-server-program --pay-within
              attack     thousands of connections and large bodies while shoppers buy   --data --port --clients --rounds
              fuzz       requests that are nearly right, and what must hold of each answer   --seed --requests --from --data --port

            --url is where a running shop answers (http://localhost:8080), --data its folder (./data), which
            holds the operator's key; or set CARTULARY_OPERATOR_KEY. What starts a shop of its own keeps its
            events in an empty Axon Server with --event-store axon-server --axon-server HOST:PORT.
            """;

    private Benchmarks() {}

    public static void main(String[] words) throws Exception {
        try {
            var name = words.length == 0 ? "help" : words[0];
            var rest = Arrays.copyOfRange(words, Math.min(1, words.length), words.length);
            var figures = benchmark(name).run(Options.parse(named(name, rest)));
            if (!figures.isEmpty()) {
                System.out.printf("%n%s%n%n%s", Machine.description(), Figure.table(figures));
            }
            System.exit(0);
        } catch (ConnectException e) {
            System.err.println(
                    "benchmarks: no shop answers there; start one with ./start or say --url.");
            System.exit(1);
        } catch (BenchmarkUnavailable e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    /// The file that stands right behind `recommend` is an option like the others.
    private static String[] named(String name, String[] rest) {
        return name.equals("recommend") && rest.length > 0 && !rest[0].startsWith("--")
                ? Stream.concat(Stream.of("--file"), Arrays.stream(rest)).toArray(String[]::new)
                : rest;
    }

    static Benchmark benchmark(String name) {
        return switch (name) {
            case "checkout" -> new Checkout();
            case "browse" -> new Browse();
            case "visible" -> new Visible();
            case "lines" -> new Lines();
            case "commands" -> new Commands();
            case "hot-sku" -> new HotSku();
            case "replay" -> new Replay();
            case "read-models" -> new ReadModels();
            case "customers" -> new CustomerLists();
            case "accounts" -> new Accounts();
            case "bulk" -> new BulkPrices();
            case "past" -> new PastObjects();
            case "relevance" -> new Relevance();
            case "recommend" -> new Recommend();
            case "catalogue" -> new Catalogue();
            case "start" -> new StartUp();
            case "warm" -> new Warm();
            case "all" -> new All();
            case "rebuild" -> new RebuildProof();
            case "crash" -> new CrashProof();
            case "attack" -> new AttackProof();
            case "fuzz" -> new FuzzProof();
            default -> _ -> help();
        };
    }

    private static List<Figure> help() {
        System.out.print(HELP);
        return List.of();
    }
}
