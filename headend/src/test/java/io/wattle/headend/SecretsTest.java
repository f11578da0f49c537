package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.sts.StsTestKeys;
import io.wattle.ledger.entry.Fact;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.WireTrouble;
import io.wattle.simulator.scenario.StsPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The meters' keys, the vending key with its passphrase, and the tokens that were made are looked for wherever a byte could
 * have gone: every log at its loudest, the console, the data.
 */
class SecretsTest {
    private static final int METERS = 4;
    /** Reads tokens; the others do not. */
    private static final int TOKEN_METER = 3;
    private static final StsPlan PLAN = StsPlan.every(METERS);
    /** Where the test itself puts a secret down. */
    private static final String PASSPHRASE_FILE = "passphrase";

    @TempDir
    Path folder;

    @Test
    void shouldNeverShowAKeyOrAToken() throws IOException {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream out = System.out;
        List<byte[]> secrets = new ArrayList<>();
        Queue<String> said;
        try (LoudLogs logs = LoudLogs.open()) {
            System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
            troubledRun(secrets);
            said = logs.said();
        } finally {
            System.setOut(out);
        }
        assertThat(said).isNotEmpty();
        assertThat(secrets).hasSize(2 * METERS + 2 + 5); // the key pairs, vending key and passphrase, five tokens
        for (byte[] secret : secrets) {
            assertThat(said).noneMatch(line -> shows(line, secret));
            assertThat(shows(console.toString(StandardCharsets.UTF_8), secret)).isFalse();
            LoudLogs.assertNoFile(folder, file -> !file.endsWith(PASSPHRASE_FILE), bytes -> shows(bytes, secret));
        }
    }

    /** Everything that makes programs talk: lost answers, rubbish, refusals, a credit, tokens, and an orderly end. */
    private void troubledRun(List<byte[]> secrets) {
        try (TestSystem system = TestSystem.startWithTokens(folder, METERS, PLAN)) {
            for (int place = 0; place < METERS; place++) {
                try (DlmsKeys pair = system.meter(place).keys()) {
                    secrets.add(pair.encryptionKey());
                    secrets.add(pair.authenticationKey());
                }
                system.awaitFact(Fact.ReadingAccepted.class, place);
            }
            secrets.add(system.fleet().vendingKeyBytes(PLAN.vending()));
            secrets.add(text(StsTestKeys.PASSPHRASE));
            system.meter(0).inject(WireTrouble.always(WireFault.GARBAGE));
            system.meter(1).inject(WireTrouble.from(WireFault.PLAIN, 2));
            system.pay(2, "pay-1", 500);
            system.pay(2, "pay-1", 600);
            system.awaitFact(Fact.CreditConfirmed.class, 2);
            system.awaitReadings(2, 3);
            sellTokens(system, secrets);
        }
    }

    /** One goes through the gateway, one is entered twice and mistyped, one is lost on the way, and all are shown. */
    private static void sellTokens(TestSystem system, List<byte[]> secrets) {
        system.pay(TOKEN_METER, "token-1", 500);
        system.awaitFact(Fact.CreditConfirmed.class, TOKEN_METER);
        system.meter(TOKEN_METER).inject(WireTrouble.from(WireFault.GARBAGE, 3));
        for (int i = 2; i <= 5; i++) {
            system.pay(TOKEN_METER, "token-" + i, 500);
        }
        system.awaitFact(Fact.TokensIssued.class, TOKEN_METER, 5);
        system.awaitFact(Fact.CreditAnswered.class, TOKEN_METER, 2);
        for (Fact.TokensIssued issued : system.facts(Fact.TokensIssued.class, TOKEN_METER)) {
            String shown = system.awaitApi("/tokens/" + issued.tokensId(), body -> body.contains("\"token\""));
            Matcher digits = Pattern.compile("([0-9]{4}[ -]){4}[0-9]{4}").matcher(shown);
            assertThat(digits.find()).as(shown).isTrue();
            secrets.add(text(digits.group().replaceAll("[^0-9]", "")));
            system.fleet().enterToken(system.meter(TOKEN_METER).serial(), digits.group());
        }
        system.meter(TOKEN_METER).endWireTrouble();
        system.awaitReadings(TOKEN_METER, 3);
    }

    private static byte[] text(String secret) {
        return secret.getBytes(StandardCharsets.US_ASCII);
    }

    /** As it is, in groups of four, or in hex: in either case, with or without blanks between the bytes. */
    private static boolean shows(String text, byte[] secret) {
        String plain = new String(secret, StandardCharsets.ISO_8859_1);
        String hex = HexFormat.of().formatHex(secret);
        String lower = text.toLowerCase(Locale.ROOT);
        return text.contains(plain) || text.contains(plain.replaceAll("(....)(?!$)", "$1 "))
                || text.contains(plain.replaceAll("(....)(?!$)", "$1-")) || lower.contains(hex)
                || lower.contains(hex.replaceAll("(..)(?!$)", "$1 "));
    }
}
