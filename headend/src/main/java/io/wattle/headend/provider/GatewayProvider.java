package io.wattle.headend.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.provider.ProviderOutcome.OutcomeUnknown;
import io.wattle.ledger.quantity.Money;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A provider with a hosted checkout, asked over HTTP as docs/payment-provider.md says. */
public final class GatewayProvider implements PaymentProvider {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_BYTES_MAX = 65_536;

    private final String name;
    private final URI gateway;
    private final Optional<String> token;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * @param gateway what stands before {@code /payments}
     * @param token bearer token that it wants to see
     * @param timeout for one answer, to its end
     */
    public GatewayProvider(String name, URI gateway, Optional<String> token, Duration timeout) {
        this.name = name;
        this.gateway = URI.create(gateway.toString().replaceAll("/+$", ""));
        this.token = token;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).version(HttpClient.Version.HTTP_1_1).build();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProviderOutcome authorise(Checkout checkout) throws InterruptedException {
        Map<String, Object> body = body(checkout.reference(), checkout.amount());
        checkout.cardToken().ifPresent(card -> body.put("cardToken", card));
        checkout.returnUrl().ifPresent(url -> body.put("returnUrl", url.toString()));
        checkout.noticeUrl().ifPresent(url -> body.put("noticeUrl", url.toString()));
        return post("/payments", checkout.reference(), checkout.amount(), body);
    }

    @Override
    public ProviderOutcome capture(String reference, Money amount) throws InterruptedException {
        return post(path(reference) + "/capture", reference, amount, body(reference, amount));
    }

    @Override
    public ProviderOutcome query(String reference, Money amount) throws InterruptedException {
        return send(request(path(reference)).GET(), reference, amount);
    }

    @Override
    public ProviderOutcome cancel(String reference, Money amount) throws InterruptedException {
        return post(path(reference) + "/cancel", reference, amount, body(reference, amount));
    }

    @Override
    public ProviderOutcome refund(String reference, Money amount) throws InterruptedException {
        return post(path(reference) + "/refund", reference, amount, body(reference, amount));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static String path(String reference) {
        return "/payments/" + reference;
    }

    private static Map<String, Object> body(String reference, Money amount) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reference", reference);
        body.put("amountMinor", amount.amountMinor());
        body.put("currency", amount.currency());
        return body;
    }

    private ProviderOutcome post(String path, String reference, Money amount, Map<String, Object> body)
            throws InterruptedException {
        try {
            return send(request(path).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))), reference, amount);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question cannot be written as JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path)).timeout(timeout);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    /** The request's own time-out ends with the headers; an answer that never ends must not hold up anybody. */
    private ProviderOutcome send(HttpRequest.Builder request, String reference, Money amount)
            throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request.build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            HttpResponse<byte[]> said = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return GatewayAnswer.read(said.statusCode(), said.body(), reference, amount);
        } catch (ExecutionException e) {
            String why = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
            return new OutcomeUnknown("the provider did not answer: " + why);
        } catch (TimeoutException e) {
            return new OutcomeUnknown("the provider did not answer to the end within " + timeout);
        } finally {
            answer.cancel(true);
        }
    }
}
