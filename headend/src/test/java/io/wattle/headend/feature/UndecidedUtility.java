package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.registry.MeterRegistry;
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
import java.util.stream.Stream;

/** A head-end whose utility has not said how cards are activated. */
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
        return plain.withCards(plain.ledger(), new CardsConfig(folder.resolve("cards"),
                Optional.of(world.folder.resolve("card.key")), Optional.of(world.printer.publicKey()), false));
    }

    void refusesToActivate(String serial, String ticket) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String said = client.send(HttpRequest
                    .newBuilder(URI.create("http://127.0.0.1:" + headEnd.apiPort() + "/card-activations"))
                    .header("Idempotency-Key", "k")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"first\":\"" + serial + "\",\"ticket\":\"" + ticket
                            + "\",\"buyer\":\"cash\",\"tender\":\"cash\",\"cashier\":\"bob\",\"person\":\"manager\"}"))
                    .build(), BodyHandlers.ofString()).body();
            assertThat(said).contains("NO_ACTIVATION_POLICY");
        }
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
