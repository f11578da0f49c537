package io.wattle.headend.till;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.till.TillRules;
import io.wattle.protocols.meter.MeterAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A head-end with tills and a meter that nobody answers for, M-1, in Lagos half an hour after midnight; and ways to
 * use its HTTP door. Also a main class, to be killed: it prints its port.
 */
public final class TillHouse implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final ZoneId ZONE = ZoneId.of("Africa/Lagos");
    private static final AtomicInteger KEYS = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Optional<HeadEnd> headEnd;
    private final int port;

    private TillHouse(Optional<HeadEnd> headEnd, int port) {
        this.headEnd = headEnd;
        this.port = port;
    }

    public static void main(String[] args) {
        System.out.println("port " + start(Path.of(args[0]), false).apiPort());
    }

    static TillHouse open(Path folder, boolean shiftRequired) {
        HeadEnd started = start(folder, shiftRequired);
        return new TillHouse(Optional.of(started), started.apiPort());
    }

    /** One that runs elsewhere. */
    static TillHouse at(int port) {
        return new TillHouse(Optional.empty(), port);
    }

    private static HeadEnd start(Path folder, boolean shiftRequired) {
        HeadEndConfig plain = TestSystem.config(folder);
        LedgerConfig ledger = plain.ledger();
        HeadEndConfig config = plain.withTill(new LedgerConfig(ledger.directory(),
                ledger.rules().with(new TillRules(shiftRequired, Set.of("Sue"))), ledger.queueCommandsMax(),
                ledger.batchCommandsMax()), ZONE);
        MeterRegistry registry = MeterRegistry.of(List.of(new MeterRecord("A-1", MeterRecord.Service.ELECTRICITY,
                new MeterAddress("M-1", URI.create("dlms://127.0.0.1:1")))));
        // 23:30 UTC is half past midnight of the next day in the zone of the till.
        return HeadEnd.start(config, registry, _ -> Optional.empty(), () -> Instant.parse("2026-01-05T23:30:00Z"));
    }

    HeadEnd headEnd() {
        return headEnd.orElseThrow();
    }

    String openShift(String cashier, String till, @Nullable String vendor) throws Exception {
        String more = vendor == null ? ",\"floatMinor\":5000" : "";
        JsonNode answer = JSON.readTree(post("/shifts", """
                {"person":"%s","cashier":"%s","till":"%s"%s,
                 "money":[{"currency":"USD","saleMaxMinor":20000,"shiftMaxMinor":50000%s}]}"""
                .formatted(vendor == null ? "Sue" : cashier, cashier, till,
                        vendor == null ? "" : ",\"vendor\":\"" + vendor + "\"", more))
                .body());
        return answer.path("shiftId").asText();
    }

    HttpResponse<String> sell(String key, String cashier, String shift, String tender, long minor,
            @Nullable String reference) throws Exception {
        return post("/payments", key, """
                {"meter":"M-1","amountMinor":%d,"currency":"USD","cashier":"%s","shift":"%s","tender":"%s"%s}"""
                .formatted(minor, cashier, shift, tender,
                        reference == null ? "" : ",\"reference\":\"" + reference + "\""));
    }

    static String sum(String tender, long minor) {
        return "{\"tender\":\"%s\",\"currency\":\"USD\",\"amountMinor\":%d}".formatted(tender.toLowerCase(Locale.ROOT),
                minor);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, "house-" + KEYS.incrementAndGet(), body);
    }

    HttpResponse<String> post(String path, String key, String body) throws Exception {
        return client.send(request(path).header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    @Override
    public void close() {
        client.close();
        headEnd.ifPresent(HeadEnd::close);
    }
}
