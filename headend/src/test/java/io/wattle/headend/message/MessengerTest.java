package io.wattle.headend.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wattle.headend.TestSystem;
import io.wattle.ledger.account.AccountData;
import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.account.ContactFrequency;
import io.wattle.ledger.account.Sealed;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Supply;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.simulator.scenario.StsPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages with tokens, from the sale to a real HTTP gateway. */
class MessengerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private final AtomicBoolean endless = new AtomicBoolean();
    private HttpServer gateway;

    @TempDir
    Path folder;

    @BeforeEach
    void openGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/send", this::take);
        gateway.start();
    }

    @AfterEach
    void closeGateway() {
        gateway.stop(0);
    }

    @Test
    void shouldSendTheTokenThatTheMeterTakes() {
        try (TestSystem system = start()) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.pay(0, "pay-1", 500);
            awaitMessages(1);

            JsonNode message = taken.getFirst();
            assertThat(message.get("account").asText()).isEqualTo("A-" + system.meter(0).serial());
            String token = message.at("/tokens/0").asText();
            assertThat(message.get("text").asText()).isEqualTo(
                    "Meter " + system.meter(0).serial() + ": 25.000 kWh for 5.00 USD. Token: " + token);
            assertThat(names).containsExactly(message.get("id").asText());
            assertThat(authorizations).containsExactly("Bearer 0123456789abcdef");
            system.awaitFact(Fact.CreditConfirmed.class, 0);
            assertThat(system.fleet().enterToken(system.meter(0).serial(), token).result())
                    .isEqualTo(ResultCode.USED_ERROR);
        }
    }

    // What the customer asked for when the account was opened: his language, and no notice of low credit.
    @Test
    void shouldSpeakTheAccountsLanguageAndKeepToItsContactFrequencyF117() {
        try (TestSystem system = start()) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            String serial = system.meter(0).serial();
            tell(system, "A-" + serial, "fr", ContactFrequency.NEVER);
            warn(system, serial);
            system.pay(0, "pay-1", 500);
            awaitMessages(1);
            assertThat(taken.getFirst().get("kind").asText()).as("no notice before it").isEqualTo("TOKENS");
            assertThat(taken.getFirst().get("language").asText()).isEqualTo("fr");
            assertThat(taken.getFirst().get("text").asText())
                    .startsWith("Compteur " + serial + " : 25,000 kWh pour 5,00 USD. Jeton : ");
            tell(system, "A-" + serial, "en", ContactFrequency.ALWAYS);
            assertThat(system.headEnd()
                    .ledger()
                    .submit(new Command.OrderSupply(Origin.manual("Ann", "test"), serial, Supply.OFF, "asked for"))
                    .join()).isInstanceOf(Outcome.Accepted.class);
            awaitMessages(2);
            assertThat(taken.get(1).get("kind").asText()).as("never silenced").isEqualTo("CUT");
            assertThat(taken.get(1).get("text").asText()).startsWith("Meter " + serial);
        }
    }

    private static void tell(TestSystem system, String account, String language, ContactFrequency frequency) {
        AccountTerms terms = new AccountTerms("", "", "", language, frequency, 3);
        assertThat(system.headEnd()
                .ledger()
                .submit(new AccountCommand.SaveAccounts(Origin.manual("Ann", "test"), List.of(AccountRow.of(
                        new AccountData(account, Optional.empty(), Optional.empty(), terms, Sealed.NOTHING)))))
                .join()).isInstanceOf(Outcome.Accepted.class);
    }

    private static void warn(TestSystem system, String serial) {
        assertThat(system.headEnd()
                .ledger()
                .submit(new Command.GiveWarning(Origin.automatic("supply", "test"), serial))
                .join()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void shouldTryAgainWhileTheGatewayCannotAndLoseNothingOverARestart() {
        status.set(503);
        try (TestSystem system = start()) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.pay(0, "pay-1", 500);
            system.pay(0, "pay-2", 600);
            system.awaitFact(Fact.TokensIssued.class, 0, 2);
            awaitMessages(2); // the first one again and again
            assertThat(names.stream().distinct()).hasSize(1);
        }
        taken.clear();
        names.clear();
        status.set(204);
        try (TestSystem system = start()) {
            awaitMessages(2);
            system.awaitReadings(0, 3);
            assertThat(names).doesNotHaveDuplicates().hasSize(2);
        }
        try (TestSystem system = start()) {
            system.awaitReadings(0, 3);
            assertThat(names).hasSize(2);
        }
    }

    @Test
    void shouldPassOverWhatTheGatewayRefusesForGood() {
        status.set(422);
        try (TestSystem system = start()) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.pay(0, "pay-1", 500);
            awaitMessages(1);
            status.set(204);
            system.pay(0, "pay-2", 600);
            awaitMessages(2);
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    // Whoever waited for the end of the first answer would never send the second one.
    @Test
    void shouldNotWaitForAGatewayThatNeverEndsItsAnswer() {
        endless.set(true);
        try (TestSystem system = start()) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            system.pay(0, "pay-1", 500);
            awaitMessages(1);
            endless.set(false);
            awaitMessages(2);
            assertThat(names.stream().distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/send", "ftp://127.0.0.1/", "https:///send", "send"})
    void shouldNotSendTokensInTheClear(String url) {
        assertThatThrownBy(() -> new MessageConfig(URI.create(url), Optional.empty(), folder, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    private TestSystem start() {
        MessageConfig config = new MessageConfig(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/send"),
                Optional.of("0123456789abcdef"), folder.resolve("messages-sent"), Duration.ofSeconds(2));
        return TestSystem.startWithTokens(folder, 1, StsPlan.every(1), plain -> plain.withMessages(config));
    }

    private void awaitMessages(int count) {
        await("messages").atMost(Duration.ofSeconds(30)).until(() -> taken.size() >= count);
    }

    private void take(HttpExchange exchange) {
        try {
            taken.add(JSON.readTree(exchange.getRequestBody()));
            names.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            if (endless.get()) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('.'); // and no more of the ten bytes
                exchange.getResponseBody().flush();
            } else {
                exchange.sendResponseHeaders(status.get(), -1);
                exchange.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
