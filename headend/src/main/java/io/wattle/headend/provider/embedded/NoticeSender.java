package io.wattle.headend.provider.embedded;

import io.wattle.headend.provider.Notices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Says once that something has happened to a payment, and does not wait for an answer. Safe for use by many threads. */
final class NoticeSender implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final Optional<String> secret;
    /** The last one, for nobody: whether it arrives is the receiver's business. */
    private volatile CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    NoticeSender(Optional<String> secret) {
        this.secret = secret;
    }

    void send(EmbeddedPayment payment) {
        if (secret.isEmpty() || payment.noticeUrl().isEmpty()) {
            return;
        }
        byte[] body = ("{\"reference\":\"" + payment.reference() + "\"}").getBytes(StandardCharsets.UTF_8);
        sent = client.sendAsync(HttpRequest.newBuilder(URI.create(payment.noticeUrl().get()))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Provider-Signature", Notices.signature(body, secret.get()))
                .POST(BodyPublishers.ofByteArray(body))
                .build(), BodyHandlers.discarding());
    }

    @Override
    public void close() {
        sent.cancel(true);
        client.shutdownNow();
    }
}
