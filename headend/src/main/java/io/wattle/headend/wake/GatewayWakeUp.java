package io.wattle.headend.wake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wattle.protocols.dlms.WakeUp;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts {@code {"to": NUMBER, "text": TEXT, "meter": SERIAL}} to an SMS gateway; whatever it answers with 2xx is handed
 * over. Nothing is posted twice: who wants the meter asks again. Safe for use by many threads.
 */
public final class GatewayWakeUp implements WakeUp {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayWakeUp.class);

    private final URI gateway;
    private final Optional<String> token;
    private final String text;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * @param gateway https, or http on this machine: who can read it learns modems' numbers
     * @param token bearer token that the gateway wants to see
     * @param text what the modems wait for
     */
    public GatewayWakeUp(URI gateway, Optional<String> token, String text, Duration timeout) {
        if (!isSafe(gateway)) {
            throw new IllegalArgumentException("it must begin with https://, or with http:// on this machine");
        }
        this.gateway = gateway;
        this.token = token;
        this.text = text;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public CompletionStage<Boolean> wake(String meterSerial, String number) {
        String body = JsonNodeFactory.instance.objectNode()
                .put("to", number)
                .put("text", text)
                .put("meter", meterSerial)
                .toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return client.sendAsync(request.build(), BodyHandlers.discarding()).handle((answer, failure) -> {
            boolean taken = failure == null && answer.statusCode() / 100 == 2;
            if (!taken) {
                LOG.warn("meter {} is not woken: {}", meterSerial,
                        failure == null ? "HTTP " + answer.statusCode() : failure.getMessage());
            }
            return taken;
        });
    }

    @Override
    public String toString() {
        return "GatewayWakeUp[" + gateway.getScheme() + "://" + gateway.getHost() + "]";
    }

    private static boolean isSafe(URI gateway) {
        String host = gateway.getHost();
        try {
            return host != null && ("https".equals(gateway.getScheme()) || ("http".equals(gateway.getScheme())
                    && InetAddress.getByName(host).isLoopbackAddress()));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
