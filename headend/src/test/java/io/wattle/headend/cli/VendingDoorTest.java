package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.HeadEndConfig;
import io.wattle.headend.TestSystem;
import io.wattle.headend.card.CardKey;
import io.wattle.headend.card.CardsConfig;
import io.wattle.headend.card.PrinterOffice;
import io.wattle.headend.provider.ProviderConfig;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.till.TillRules;
import io.wattle.protocols.meter.MeterAddress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A day of selling at the command line alone, at a running head-end where nothing is sold without a shift. */
class VendingDoorTest {
    private static final Instant NOW = Instant.parse("2026-01-05T17:30:00Z");
    @TempDir
    static Path folder;
    static PrinterOffice printer;
    static HeadEnd headEnd;

    @BeforeAll
    static void start() throws Exception {
        printer = PrinterOffice.open(folder.resolve("printer"));
        CardKey.create(folder.resolve("card.key")).close();
        HeadEndConfig plain = TestSystem.config(folder.resolve("data"));
        LedgerConfig ledger = plain.ledger();
        LedgerConfig rules = new LedgerConfig(ledger.directory(), ledger.rules()
                .with(new TillRules(true, Set.of("Sue")))
                .with(new ActivationPolicy(ActivationPolicy.How.RANGE, Set.of("Sue"))), ledger.queueCommandsMax(),
                ledger.batchCommandsMax());
        HeadEndConfig config = plain.withTill(rules, ZoneOffset.UTC)
                .withCards(rules, new CardsConfig(folder.resolve("cards"), Optional.of(folder.resolve("card.key")),
                        Optional.of(printer.publicKey()), true))
                .withProvider(ProviderConfig.embedded("Sue"));
        headEnd = HeadEnd.start(config, MeterRegistry.of(List.of(new MeterRecord("A-1",
                MeterRecord.Service.ELECTRICITY, new MeterAddress("M-1", URI.create("dlms://127.0.0.1:1"))))),
                _ -> Optional.empty(), () -> NOW);
    }

    @AfterAll
    static void stop() {
        headEnd.close();
    }

    @Test
    void shouldSellInAShiftAndCountIt() {
        String shift = say("till open --person Sue --cashier Bob --till T-1 --float 100.00 --shift-max 500")
                .replaceAll("(?s).*(SHIFT-[0-9]+).*", "$1");
        assertThat(run("vend pay M-1 10.00 --currency USD --cashier Bob").err()).contains("SHIFT_REQUIRED");
        assertThat(say("vend pay M-1 10.00 --currency USD --cashier Bob --shift " + shift)).contains(
                "bought 50.000 kWh", "wattle vend receipt P-");
        String cheque = say("vend pay M-1 5.00 --currency USD --cashier Bob --tender cheque --reference N-7"
                + " --shift " + shift).replaceAll("(?s).*Payment (P-[0-9]+).*", "$1");
        assertThat(run("vend pay M-1 5.00 --currency USD --cashier Bob --tender cheque --shift " + shift).err())
                .contains("reference");
        assertThat(say("till shifts")).contains("shift id", shift, "Bob", "OPEN", "float 100.00 USD",
                "shift max 500.00 USD");
        assertThat(awaited("vend payments M-1", cheque)).contains("PAYMENT", "5.00 USD", "CHEQUE", shift);
        assertThat(run("vend payments A-nobody").err()).contains("NOT_FOUND");
        assertThat(run("vend pay M-1 600.00 --currency USD --cashier Bob --shift " + shift).err())
                .contains("SHIFT_LIMIT", "500.00 USD in all");
        say("till float " + shift + " 40.00 --lift --reason 'too much' --person Sue");
        assertThat(say("vend show " + cheque)).contains("5.00 USD", "CHEQUE", "25.000 kWh");
        assertThat(say("till reverse " + cheque + " --person Sue --reason 'wrong meter'"))
                .contains("given back: 5.00 USD");
        say("till close " + shift + " cash=70.00 --person Bob");
        say("till count " + shift + " cash=69.50 --person Sue");
        assertThat(awaited("till show " + shift, "COUNTED")).contains("70.00 USD  69.50 USD   -0.50 USD");
        assertThat(awaited("till report 2026-01-05", "Bob")).contains("10.00 USD", "-0.50 USD",
                "The vault:", "It agrees with the journal");
    }

    @Test
    void shouldKeepAVendor() {
        say("till vendor Kiosk --commission 1.25 --person Sue");
        say("till topup Kiosk 20.00 --currency USD --tender bank_transfer --reference T-1 --person Sue");
        assertThat(say("till vendors")).contains("1.25 %", "20.00 USD").doesNotContain(" no", " yes");
        assertThat(awaited("till statement Kiosk", "TOP_UP")).contains("20.00 USD");
        assertThat(run("till topup Kiosk 20.00 --currency USD --person Thief").err()).contains("NOT_A_SUPERVISOR");
    }

    @Test
    void shouldKeepCustomersAndAccounts() {
        say("accounts save-customer C-1 --name 'Ama A.' --phone 0201 --person Ama");
        assertThat(run("accounts save-customer C-1 --name 'Ama A.' --email ama.example.org --person Ama").err())
                .contains("MALFORMED: emails");
        assertThat(say("accounts drop-import I-0 --person Ama --reason gone")).contains("nothing is set aside of I-0");
        say("accounts save-location L-1 --address 'Ring Road 1' --person Ama");
        assertThat(say("accounts open A-7 --customer C-1 --class domestic --language en --person Ama"))
                .contains("account A-7 is saved: entry ");
        say("accounts open A-8 --master A-7 --person Ama");
        say("accounts register M-7 A-7 --person Ama");
        say("accounts place M-7 --location L-1 --com TCP --person Ama");
        assertThat(say("accounts find L-1")).contains("LOCATION", "M-7");
        assertThat(awaited("accounts customer C-1", "Ama A.")).contains("0201", "A-7");
        assertThat(say("accounts critical-need M-7 --reason life-support --evidence 'letter 7' --until"
                + " 2027-01-01T00:00:00Z --person Ama")).contains("saved");
        assertThat(say("accounts meter M-7")).contains("LIFE_SUPPORT");
        say("accounts critical-need M-7 --none --person Ama");
        String digest = say("accounts synchronise A-7 --field LANGUAGE").replaceAll("(?s).*digest +([0-9a-f]+).*",
                "$1");
        say("accounts synchronise A-7 --field LANGUAGE --digest " + digest + " --person Ama");
        say("accounts overdraft A-8 5.00 --currency USD --reason known --person Ama");
        assertThat(awaited("accounts overdrafts", "A-8")).contains("5.00 USD");
        say("accounts assign M-7 A-8 --reason moved --person Ama");
        say("accounts vending M-7 off --person Ama");
        assertThat(say("accounts meter M-7")).contains("vending       no");
        assertThat(say("accounts final-balance A-7")).contains("0.00 USD");
        assertThat(run("accounts erase C-1 --reason asked --person Ama").code()).isEqualTo(1);
        say("accounts close A-8 --reason moved --person Ama");
        say("accounts close A-7 --reason moved --person Ama");
        say("accounts erase C-1 --reason asked --person Ama");
        assertThat(say("accounts customer C-1")).doesNotContain("Ama A.");
    }

    @Test
    void shouldKeepABalanceOnTheServer() {
        say("accounts open A-9 --person Ama");
        say("accounts register M-9 A-9 --person Ama");
        say("balance keep M-9 kWh --zone Africa/Accra --person Ama");
        say("balance warning-days M-9 5 --person Ama");
        assertThat(say("balance show M-9")).contains("balance", "0.000 kWh", "Africa/Accra");
        assertThat(say("forecast A-9")).contains("M-9", "0.000 kWh");
        assertThat(say("balance deductions M-9")).contains("None.");
        assertThat(run("balance emergency M-9 10 kWh --person Ama").code()).isEqualTo(1);
        assertThat(say("balance grants")).isNotBlank();
    }

    @Test
    void shouldSellCardsAndRedeemOneWithoutShowingItsNumber() throws Exception {
        say("card order B-1 --purchase-order PO-7 --value 5.00 --currency USD --count 3 --first 1 --person Ann");
        assertThat(say("card batches")).contains("B-1", "5.00 USD");
        Path file = folder.resolve("printer.asc");
        assertThat(say("card export B-1 --person Ann --out " + file)).contains("nobody can have it a second time");
        assertThat(run("card export B-1 --person Ann --out " + file + "2").code()).isEqualTo(1);
        String[] card = printer.read(Files.readString(file)).get(1).split(",");
        say("card hand-over " + card[0] + " --from printer --to Shop --person Ann");
        String ticket = say("card verify " + card[0]).replaceAll("(?s).*ticket +(\\S+).*", "$1");
        String shift = say("till open --person Sue --cashier Kim --till T-2").replaceAll("(?s).*(SHIFT-[0-9]+).*",
                "$1");
        say("card activate " + card[0] + " --ticket " + ticket + " --buyer cash --cashier Kim --person Sue --shift "
                + shift);
        assertThat(say("card liability")).contains("agrees", "B-1", "5.00 USD");
        say("card block " + card[0] + " --reason lost --person Ann");
        say("card block " + card[0] + " --undo --reason found --person Ann");
        InputStream keyboard = System.in;
        System.setIn(new ByteArrayInputStream((card[1] + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(say("card redeem M-1 --source Kim")).contains("5.00 USD for meter M-1").doesNotContain(card[1]);
        } finally {
            System.setIn(keyboard);
        }
        assertThat(say("card show " + card[0])).contains("REDEEMED");
        assertThat(say("card liability")).contains("agrees", "0.00 USD").doesNotContain("5.00 USD");
        assertThat(awaited("card events " + card[0], "REDEEM")).doesNotContain(card[1]);
    }

    @Test
    void shouldHaveACustomerPayByCreditCard() {
        String begun = say("card-payment begin M-1 5.00 --currency USD --person Ama");
        String payment = begun.replaceAll("(?s).*payment id +(\\S+).*", "$1");
        assertThat(begun).contains("5.00 USD", "checkout url", "http://127.0.0.1:");
        String later = say("card-payment begin M-1 6.00 --currency USD");
        assertThat(say("card-payment list --open")).contains(payment, "5.00 USD", "6.00 USD");
        assertThat(say("card-payment list --limit 1")).contains("6.00 USD").doesNotContain("5.00 USD");
        assertThat(say("card-payment list --before " + later.replaceAll("(?s).*sequence +([0-9]+).*", "$1")))
                .contains("5.00 USD")
                .doesNotContain("6.00 USD");
        assertThat(run("card-payment refund " + payment + " --reason asked --person Thief").err())
                .contains("REFUND_NOT_ALLOWED");
        say("card-payment refund " + payment + " --reason asked --person Sue");
        awaited("card-payment show " + payment, "CANCELLED");
        assertThat(say("card-payment list")).contains(payment, "CANCELLED");
        assertThat(say("card-payment list --open")).doesNotContain(payment);
        assertThat(run("card-payment decide " + payment + " captured --reason x --person Sue").err())
                .contains("WRONG_STATE");
    }

    /** A list of nothing says so only of something that exists; else it is a slip of the keyboard that looks like an answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accounts moves NOPE                  | account
            vend payments NOPE                   | account
            accounts final-balance NOPE          | account
            vend wallet NOPE --currency USD      | account
            vend debts NOPE                      | account
            forecast NOPE                        | account
            till statement Nobody                | vendor
            balance deductions NOPE              | meter
            balance grants --meter NOPE          | meter
            balance show NOPE                    | meter
            probe acts --meter NOPE              | meter
            probe acts --technician Nobody       | technician
            tariff list NOPE                     | tariff
            card events 0000005724               | card
            """)
    void shouldNameWhatIsUnknownInPlaceOfAnEmptyList(String line, String what) {
        CliRun run = run(line);
        assertThat(run.code()).as("%s: %s", line, run).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(what).containsAnyOf("NOPE", "Nobody", "0000005724");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts moves A-1", "vend wallet A-1 --currency USD", "vend debts A-1", "forecast A-1",
            "balance deductions M-1", "balance grants --meter M-1", "probe acts --meter M-1"})
    void shouldSayNoneOfWhatExists(String line) {
        assertThat(run(line).code()).as("%s", line).isZero();
    }

    private static CliRun run(String line) {
        return CliRun.at("http://127.0.0.1:" + headEnd.apiPort(), line);
    }

    private static String say(String line) {
        CliRun run = run(line);
        assertThat(run.code()).as("%s: %s", line, run).isZero();
        return run.out();
    }

    /** What is read from the store comes a little after what is written in the journal. */
    private static String awaited(String line, String part) {
        return Awaitility.await(line + " to say " + part).until(() -> run(line).out(), out -> out.contains(part));
    }
}
