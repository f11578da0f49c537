package io.wattle.headend.cli.vend;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.TestSystem;
import io.wattle.headend.cli.WattleCommand;
import io.wattle.ledger.entry.Fact;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cashier at the command line, with a running head-end and a real meter. */
class VendCommandTest {
    private static final String TARIFF = """
            tariff: Home
            version: 1
            service: electricity
            currency: USD
            zone: UTC
            price: {flat: 0.20}
            taxes: [{name: VAT, percent: 15}]
            free-units: [{units: 5, name: Lifeline}]
            """;
    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @Test
    void shouldSellFromTheCommandLine() throws Exception {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            system.awaitFact(Fact.ReadingAccepted.class, 0);
            String meter = system.meter(0).serial();
            assertThat(vend(system, "quote", meter, "--currency", "USD", "--money", "10").err()).contains("NO_TARIFF");
            activate(system);

            Said quoted = vend(system, "quote", meter, "--currency", "USD", "--money", "2.30");
            assertThat(quoted.out()).contains("Home, version 1", "tax VAT: 0.30 USD", "Pay 2.30 USD for 15.");
            Said free = vend(system, "convert", meter, "--currency", "USD", "--free-units", "--person", "Ama");
            assertThat(free.out()).contains("bought 5.000 kWh");
            Said kept = vend(system, "pay", meter, "4.60", "--currency", "USD", "--cashier", "Ama", "--keep");
            assertThat(kept.out()).contains("nothing is on its way to the meter; in the wallet 4.60 USD");
            Said converted = vend(system, "convert", meter, "--currency", "USD", "--units", "10", "--person", "Ama");
            assertThat(converted.out()).contains("bought 10.000 kWh; in the wallet 2.30 USD");
            String account = system.facts(Fact.PaymentTaken.class, 0).getFirst().account();
            assertThat(vend(system, "wallet", account, "--currency", "USD").out())
                    .contains("Wallet 2.30 USD, arrears 0.00 USD");

            assertThat(vend(system, "debt", account, "old bill", "1.00", "--currency", "USD", "--person", "Ama",
                    "--reason", "left over").code()).isZero();
            assertThat(vend(system, "debt-plan", account, "old bill", "--share", "50", "--person", "Ama", "--reason",
                    "agreed").code()).isZero();
            assertThat(vend(system, "debts", account).out()).contains("old bill", "1.00 USD, 50 % of each payment");
            assertThat(vend(system, "forgive", account, "old bill", "1.01", "--currency", "USD", "--person", "Ama",
                    "--reason", "poor").err()).contains("BALANCE_TOO_LOW");
            assertThat(vend(system, "forgive", account, "old bill", "0.40", "--currency", "USD", "--person", "Ama",
                    "--reason", "poor").code()).isZero();
            Said paid = vend(system, "pay", meter, "1.00", "--currency", "USD", "--cashier", "Ama");
            String payment = paid.out().replaceAll("(?s)Payment (P-[0-9]+).*", "$1");
            system.awaitApi("/payments/" + payment + "/receipt", body -> body.contains("old bill"));
            assertThat(vend(system, "receipt", payment).out()).contains("Receipt " + payment, "arrears old bill",
                    "Arrears 0.60 USD before, 0.10 USD after");
        }
    }

    @Test
    void shouldSayWhatIsWrongUsage() throws Exception {
        try (TestSystem system = TestSystem.start(folder, 1)) {
            assertThat(vend(system, "pay", "M-1", "1.001", "--currency", "USD", "--cashier", "Ama").code())
                    .isEqualTo(2);
            assertThat(vend(system, "pay", "M-1", "1.00", "--currency", "dollars", "--cashier", "Ama").code())
                    .isEqualTo(2);
            assertThat(vend(system, "quote", "M-1", "--currency", "USD").code()).isEqualTo(2);
            assertThat(vend(system, "quote", "M-1", "--currency", "USD", "--units", "0.0001").code()).isEqualTo(2);
            assertThat(vend(system, "pay", "M-9", "1.00", "--currency", "USD", "--cashier", "Ama").err())
                    .contains("UNKNOWN_METER");
            assertThat(vend(system, "receipt", "P-9").err()).contains("NOT_FOUND");
        }
    }

    private void activate(TestSystem system) throws Exception {
        Path file = Files.writeString(folder.resolve("home.yaml"), TARIFF);
        String digest = run(system, "tariff", "submit", file.toString(), "--person", "Ama").out()
                .strip()
                .replaceAll("(?s).*--digest ", "");
        run(system, "tariff", "approve", "Home", "1", "--digest", digest, "--person", "Kofi");
        assertThat(run(system, "tariff", "activate", "Home", "1", "--person", "Ama").code()).isZero();
    }

    private static Said vend(TestSystem system, String... args) {
        List<String> all = new ArrayList<>(List.of("vend"));
        all.addAll(List.of(args));
        return run(system, all.toArray(String[]::new));
    }

    private static Said run(TestSystem system, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", "http://127.0.0.1:" + system.headEnd().apiPort()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = WattleCommand.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }
}
