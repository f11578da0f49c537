package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.TestSystem;
import io.wattle.headend.provider.ProviderConfig.Kind;
import io.wattle.headend.provider.ProviderConfig.Pauses;
import io.wattle.headend.provider.embedded.EmbeddedPayment;
import io.wattle.headend.provider.embedded.EmbeddedProvider;
import io.wattle.headend.provider.embedded.Question;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.quantity.Unit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** A head-end that takes payments by card from an embedded provider, and its HTTP door. */
final class ProviderDoor implements AutoCloseable {
    static final String PROVIDER_TOKEN = "bearer-of-the-gateway-0815";
    static final String NOTICE_SECRET = "secret-of-the-notices-4711";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final EmbeddedProvider provider = EmbeddedProvider.start(0, PROVIDER_TOKEN, Optional.of(NOTICE_SECRET));
    final TestSystem system;
    private final HttpClient client = HttpClient.newHttpClient();
    private int keys;

    record Answer(int status, String text, JsonNode body) {
        String id() {
            return body.path("paymentId").asText();
        }

        String state() {
            return body.path("state").asText();
        }

        String title() {
            return body.path("title").asText();
        }
    }

    ProviderDoor(Path folder, int meters) {
        system = TestSystem.startOtherwise(folder, meters, config -> config.withProvider(config(provider.uri())));
    }

    /** Impatient: a minute of the head-end's clock is a second here. */
    static ProviderConfig config(URI gateway) {
        return new ProviderConfig(Kind.GATEWAY, "test gateway", Optional.of(gateway), Optional.of(PROVIDER_TOKEN),
                Optional.of(NOTICE_SECRET), Optional.empty(), Duration.ofMillis(400), Duration.ofMinutes(30),
                Duration.ofMinutes(1), Set.of("manager"),
                new Pauses(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(200)));
    }

    String serial(int place) {
        return system.meter(place).serial();
    }

    /** The customer is to pay on the provider's page. */
    Answer begin(int place, long amountMinor) {
        return begin("key-" + ++keys, place, amountMinor, "");
    }

    /** The customer has left a card with the provider. */
    Answer beginWithCard(int place, long amountMinor, String cardToken) {
        return begin("key-" + ++keys, place, amountMinor, ",\"cardToken\":\"" + cardToken + "\"");
    }

    Answer begin(String key, int place, long amountMinor, String more) {
        return post("/provider-payments", key, "{\"meter\":\"" + serial(place) + "\",\"amountMinor\":" + amountMinor
                + ",\"currency\":\"USD\"" + more + "}");
    }

    /** By any name of a meter. */
    Answer begin(String key, String name, long amountMinor) {
        return post("/provider-payments", key,
                "{\"meter\":\"" + name + "\",\"amountMinor\":" + amountMinor + ",\"currency\":\"USD\"}");
    }

    Answer byPerson(String id, String what, String person, String more) {
        return post("/provider-payments/" + id + "/" + what, "none",
                "{\"person\":\"" + person + "\",\"reason\":\"the customer asks\"" + more + "}");
    }

    Answer post(String path, String key, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** Waits until a payment stands so. */
    Answer await(String id, String state) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await(id + " to be " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(get("/provider-payments/" + id));
                    return last.get().state().equals(state);
                });
        return last.get();
    }

    /** Waits until the provider was asked so many times more. */
    void awaitAsked(Question question, int more) {
        int before = provider.asked(question);
        Awaitility.await("questions " + question)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> provider.asked(question) >= before + more);
    }

    EmbeddedPayment atProvider(Answer payment) {
        String reference = payment.body().path("reference").asText();
        return provider.payments()
                .stream()
                .filter(one -> one.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    /** What the journal tells of a payment, so far. */
    List<ProviderFact> facts(String paymentId) {
        return system.entries()
                .stream()
                .flatMap(entry -> entry.facts().stream())
                .filter(fact -> fact instanceof ProviderFact about && about.paymentId().equals(paymentId))
                .map(ProviderFact.class::cast)
                .toList();
    }

    /** What the ledger has taken through the provider, in minor units. */
    long sold() {
        return -system.headEnd()
                .ledger()
                .ask(view -> view
                        .balance(new AccountKey(AccountType.CASH, "card-provider", Unit.money("USD"))))
                .join()
                .value();
    }

    /** The law of all this. */
    void assertMoneyIsSoldOrGivenBack() {
        assertThat(provider.heldMinor("USD")).isEqualTo(sold());
        assertThat(provider.payments()).allMatch(payment -> payment.captures() <= 1 && payment.refunds() <= 1);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + system.headEnd().apiPort() + path);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> said = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(said.statusCode(), said.body(),
                    JSON.readTree(said.body().isEmpty() ? "{}" : said.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        system.close();
        provider.close();
    }
}
