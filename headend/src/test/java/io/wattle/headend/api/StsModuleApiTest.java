package io.wattle.headend.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.setup.StsConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says about the maker of tokens, with a whole head-end behind it. */
class StsModuleApiTest {
    @TempDir
    Path folder;

    @Test
    void shouldSayThatTheModuleIsSoftwareAndShowNoKey() throws Exception {
        StsTestKeys.create(folder.resolve("keys")).close();
        Path passphrase = Files.writeString(folder.resolve("passphrase"), StsTestKeys.PASSPHRASE);
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        String said = ask(new StsConfig(ModuleDescription.Kind.SOFTWARE, Optional.of(folder.resolve("keys")),
                Optional.of(passphrase), Optional.empty(), Optional.empty(), folder.resolve("sts"), 1_000),
                get("/sts/module"));

        JsonNode answer = new ObjectMapper().readTree(said);
        assertThat(answer.get("kind").asText()).isEqualTo("software");
        assertThat(answer.get("moduleId").asText()).isEqualTo("test-module");
        assertThat(answer.get("notice").asText())
                .isEqualTo("software: for development and test only, not certified");
        assertThat(answer.get("keys")).hasSize(4);
        assertThat(answer.at("/keys/0/supplyGroup").asText()).isEqualTo("201457");
        assertThat(answer.at("/keys/0/checkValue").asText()).matches("[0-9A-F]{6}");
        assertThat(said.toLowerCase(Locale.ROOT)).doesNotContain(StsTestKeys.KEY_HEX)
                .doesNotContain(StsTestKeys.PASSPHRASE);
    }

    @Test
    void shouldSayThatThereIsNoModule() throws Exception {
        assertThat(new ObjectMapper().readTree(ask(StsConfig.NONE, get("/sts/module"))).get("kind").asText())
                .isEqualTo("none");
    }

    // Its sales would go nowhere, and the head-end would not start again.
    @Test
    void shouldTakeNoTokenTermsWhereNobodyMakesTokens() throws Exception {
        String terms = """
                {"person":"Ann","terms":{"meterPan":"600727000000000009","supplyGroup":"201457","tariffIndex":"01",
                 "keyRevision":1,"baseYear":2014,"keyGeneration":"04","encryption":"07"}}""";
        String said = ask(StsConfig.NONE, port -> to(port, "/meters/M1/token-terms")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(terms))
                .build());
        assertThat(new ObjectMapper().readTree(said).get("title").asText()).isEqualTo("NO_SECURITY_MODULE");
    }

    private static IntFunction<HttpRequest> get(String path) {
        return port -> to(port, path).build();
    }

    private static HttpRequest.Builder to(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private String ask(StsConfig sts, IntFunction<HttpRequest> request) throws Exception {
        HeadEndConfig plain = TestSystem.config(folder.resolve("data"));
        HeadEndConfig config = plain.withSts(sts);
        try (HeadEnd headEnd = HeadEnd.start(config, MeterRegistry.of(List.of()), _ -> Optional.empty(),
                () -> Instant.parse("2026-01-05T17:30:00Z")); HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.apply(headEnd.apiPort()), BodyHandlers.ofString()).body();
        }
    }
}
