package io.wattle.headend.provider.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wattle.headend.provider.References;
import io.wattle.headend.provider.embedded.EmbeddedPayment.Status;
import io.wattle.ledger.quantity.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gateway with a hosted checkout that takes no money: HTTP on this machine alone, by the contract of
 * docs/payment-provider.md. What it knows is gone when it is closed. Safe for use by many threads.
 *
 * <p>A card's token that begins with {@code tok-bad} is declined, any other is authorised at once; without one the customer
 * decides on the checkout page.
 */
public final class EmbeddedProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_BYTES_MAX = 65_536;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final EmbeddedBank bank = new EmbeddedBank();
    private final String token;
    private final NoticeSender notices;
    private final Map<Question, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<Question, Trouble> once = new ConcurrentHashMap<>();
    private final Map<Question, Integer> asked = new ConcurrentHashMap<>();
    private volatile Duration lateBy = Duration.ofSeconds(2);
    private volatile Watcher watcher = (_, _) -> {
    };

    /** Told of each question before anything is done, and when it is done and not yet answered. */
    @FunctionalInterface
    public interface Watcher {
        void told(Question question, boolean isDone);
    }

    private EmbeddedProvider(HttpServer server, String token, Optional<String> noticeSecret) {
        this.server = server;
        this.token = token;
        this.notices = new NoticeSender(noticeSecret);
    }

    /**
     * Opens it.
     *
     * @param port 0 for any free one
     * @param token bearer token that it wants to see
     * @param noticeSecret by which its notices are known; none are sent without
     */
    public static EmbeddedProvider start(int port, String token, Optional<String> noticeSecret) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            EmbeddedProvider provider = new EmbeddedProvider(server, token, noticeSecret);
            server.createContext("/payments", provider::answer);
            server.createContext("/checkout", new CheckoutPage(provider.bank, provider.notices)::answer);
            server.setExecutor(provider.threads);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands before {@code /payments}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on it answers such questions so. */
    public void answer(Question question, Trouble trouble) {
        troubles.put(question, trouble);
    }

    /** The next such question is answered so, and no other. */
    public void answerOnce(Question question, Trouble trouble) {
        once.put(question, trouble);
    }

    /** By how much late answers are late. */
    public void lateBy(Duration time) {
        lateBy = time;
    }

    public void watch(Watcher other) {
        watcher = other;
    }

    /** How often it was asked so. */
    public int asked(Question question) {
        return asked.getOrDefault(question, 0);
    }

    public List<EmbeddedPayment> payments() {
        return bank.all();
    }

    /** What it has taken and not given back. */
    public long heldMinor(String currency) {
        return bank.heldMinor(new Money(0, currency));
    }

    /** The customer pays, as on the checkout page. */
    public void pay(String reference) {
        bank.change(reference, Status.OPEN, Status.AUTHORISED, "").ifPresent(notices::send);
    }

    /** The customer's bank refuses, as on the checkout page. */
    public void decline(String reference) {
        bank.change(reference, Status.OPEN, Status.DECLINED, "do_not_honour").ifPresent(notices::send);
    }

    @Override
    public void close() {
        closed.countDown();
        notices.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization == null || !MessageDigest.isEqual(authorization.getBytes(StandardCharsets.UTF_8),
                    ("Bearer " + token).getBytes(StandardCharsets.UTF_8))) {
                send(exchange, 401, "{}");
                return;
            }
            String[] path = exchange.getRequestURI().getPath().split("/");
            String reference = path.length > 2 ? path[2] : "";
            Question question = path.length > 3
                    ? Question.valueOf(path[3].toUpperCase(Locale.ROOT))
                    : reference.isEmpty() ? Question.AUTHORISE : Question.QUERY;
            asked.merge(question, 1, Integer::sum);
            watcher.told(question, false);
            answer(exchange, question, reference, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, Question question, String reference, byte[] body)
            throws IOException, InterruptedException {
        Trouble first = once.remove(question);
        Trouble trouble = first == null ? troubles.getOrDefault(question, Trouble.NONE) : first;
        switch (trouble) {
            case LOSE_QUESTION -> closed.await(lateBy.toMillis(), TimeUnit.MILLISECONDS);
            case ERROR -> send(exchange, 503, "{}");
            case NONE, REFUSE, LOSE_ANSWER, ANSWER_LATE, NEVER_END, GARBAGE, OTHER_AMOUNT -> {
                Said said = done(question, reference, body, trouble);
                watcher.told(question, true);
                say(exchange, trouble, said);
            }
        }
    }

    private void say(HttpExchange exchange, Trouble trouble, Said said) throws IOException, InterruptedException {
        switch (trouble) {
            case LOSE_ANSWER -> closed.await(lateBy.toMillis(), TimeUnit.MILLISECONDS);
            case ANSWER_LATE -> {
                closed.await(lateBy.toMillis(), TimeUnit.MILLISECONDS);
                send(exchange, said.status(), said.text());
            }
            case NEVER_END -> {
                exchange.sendResponseHeaders(said.status(), 10_000);
                exchange.getResponseBody().write(said.text().getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                closed.await(lateBy.toMillis(), TimeUnit.MILLISECONDS);
            }
            case GARBAGE -> send(exchange, 200, "<html>4111 1111 1111 1111</html>");
            case OTHER_AMOUNT -> send(exchange, said.status(), said.text()
                    .replace("\"amountMinor\":",
                            "\"amountMinor\":9"));
            case NONE, REFUSE, LOSE_QUESTION, ERROR -> send(exchange, said.status(), said.text());
        }
    }

    private record Said(int status, String text) {}

    private Said done(Question question, String reference, byte[] body, Trouble trouble) throws IOException {
        boolean refused = trouble == Trouble.REFUSE;
        Optional<EmbeddedPayment> payment = switch (question) {
            case AUTHORISE -> Optional.of(open(JSON.readTree(body), refused));
            case QUERY -> bank.find(reference);
            case CAPTURE -> bank.change(reference, Status.AUTHORISED, refused ? Status.DECLINED : Status.CAPTURED,
                    refused ? "expired" : "");
            case CANCEL -> bank.cancel(reference);
            case REFUND -> refused
                    ? bank.find(reference)
                    : bank.change(reference, Status.CAPTURED, Status.REFUNDED, "");
        };
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("reference", reference.isEmpty() ? payment.map(EmbeddedPayment::reference).orElse("") : reference);
        if (payment.isEmpty()) {
            text.put("status", "NONE");
            return new Said(404, JSON.writeValueAsString(text));
        }
        EmbeddedPayment one = payment.get();
        text.put("status", one.status().name());
        text.put("amountMinor", one.amount().amountMinor());
        text.put("currency", one.amount().currency());
        if (one.status() == Status.OPEN) {
            text.put("checkoutUrl", uri() + "/checkout/" + one.session());
        }
        if (!one.reason().isEmpty()) {
            text.put("reason", one.reason());
        }
        boolean keeps = question == Question.REFUND && refused && one.status() == Status.CAPTURED;
        if (keeps) {
            text.put("refundRefused", "too_old");
        }
        return new Said(keeps ? 409 : 200, JSON.writeValueAsString(text));
    }

    private EmbeddedPayment open(JsonNode wish, boolean refused) {
        String card = wish.path("cardToken").asText();
        boolean declined = refused || card.startsWith("tok-bad");
        Status status = declined ? Status.DECLINED : card.isEmpty() ? Status.OPEN : Status.AUTHORISED;
        return bank.open(new EmbeddedPayment(wish.path("reference").asText(),
                new Money(wish.path("amountMinor").asLong(), wish.path("currency").asText()), status,
                References.fresh(), declined ? "do_not_honour" : "", text(wish, "returnUrl"),
                text(wish, "noticeUrl"), 0, 0));
    }

    private static Optional<String> text(JsonNode from, String field) {
        return Optional.of(from.path(field).asText()).filter(text -> !text.isEmpty());
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
