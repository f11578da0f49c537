package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.till.TillRules;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Another utility's head-end: it has not said how cards are activated, and its tills take cash and mobile money alone. */
final class UndecidedUtility implements AutoCloseable {
    private final Path folder;
    private final HeadEnd headEnd;

    private UndecidedUtility(Path folder, HeadEnd headEnd) {
        this.folder = folder;
        this.headEnd = headEnd;
    }

    static UndecidedUtility open(World world) throws IOException {
        Path folder = Files.createTempDirectory("undecided");
        return new UndecidedUtility(folder, HeadEnd.start(config(folder, world), MeterRegistry.of(List.of()),
                _ -> Optional.empty(), () -> Instant.parse("2026-01-05T17:30:00Z")));
    }

    private static HeadEndConfig config(Path folder, World world) {
        HeadEndConfig plain = TestSystem.config(folder);
        LedgerConfig ledger = plain.ledger();
        return plain.withCards(new LedgerConfig(ledger.directory(),
                ledger.rules().with(new TillRules(true, Set.of("boss"), Set.of(Tender.CASH, Tender.MOBILE_MONEY))),
                ledger.queueCommandsMax(), ledger.batchCommandsMax()),
                new CardsConfig(folder.resolve("cards"),
                        Optional.of(world.folder.resolve("card.key")), Optional.of(world.printer.publicKey()), false));
    }

    /** The buttons of a quick payment. */
    void hasButtons(String person, String wanted) throws Exception {
        assertThat(ask(HttpRequest.newBuilder(uri("/options?person=" + person)))).contains("\"quickPay\":" + wanted);
    }

    void hasShift(String cashier) throws Exception {
        assertThat(ask(HttpRequest.newBuilder(uri("/shifts"))
                .header("Idempotency-Key", "s")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"person\":\"boss\",\"cashier\":\"" + cashier
                        + "\",\"till\":\"T\",\"money\":[{\"currency\":\"USD\"}]}"))))
                .contains("shiftId");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + headEnd.apiPort() + path);
    }

    private static String ask(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    void refusesToActivate(String serial, String ticket) throws Exception {
        assertThat(ask(HttpRequest.newBuilder(uri("/card-activations"))
                .header("Idempotency-Key", "k")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"first\":\"" + serial + "\",\"ticket\":\"" + ticket
                        + "\",\"buyer\":\"cash\",\"tender\":\"cash\",\"cashier\":\"bob\",\"person\":\"manager\"}"))))
                .contains("NO_ACTIVATION_POLICY");
    }

    @Override
    public void close() throws IOException {
        headEnd.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
