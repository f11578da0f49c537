package io.wattle.headend.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.cli.WattleCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The doors of the till: what they refuse, under which name and status. */
class TillApiTest {
    @TempDir
    static Path folder;
    static final AtomicReference<@Nullable TillHouse> HOUSE = new AtomicReference<>();
    static String shift = "";

    @BeforeAll
    static void open() throws Exception {
        HOUSE.set(TillHouse.open(folder, true));
        shift = house().openShift("Bob", "Till 1", null);
    }

    @AfterAll
    static void close() {
        house().close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bob | -       | cash        | 20001 |                  | 422 | SHIFT_LIMIT
            Eve | -       | cash        | 100   |                  | 403 | SHIFT_OF_ANOTHER
            Bob | SHIFT-9 | cash        | 100   |                  | 404 | UNKNOWN_SHIFT
            Bob | -       | cheque      | 100   |                  | 422 | TENDER_NOT_ALLOWED
            Bob | -       | credit_card | 100   | 4111111111111111 | 422 | REFERENCE_IS_CARD_NUMBER
            Bob | -       | barter      | 100   | goat             | 400 | MALFORMED
            """)
    void shouldRefuseASaleByName(String cashier, String at, String tender, long minor, @Nullable String reference,
            int status, String title) throws Exception {
        HttpResponse<String> answer = house().sell("bad-" + cashier + minor + tender + at, cashier,
                at.equals("-") ? shift : at, tender, minor, reference);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TillHouse.JSON.readTree(answer.body()).get("title").asText()).isEqualTo(title);
        assertThat(reference == null || !answer.body().contains(reference)).as("the reference is said again").isTrue();
    }

    @Test
    void shouldTakeMoneyInAShiftOnlyWhereThatIsTheRule() throws Exception {
        HttpResponse<String> answer = house().post("/payments",
                "{\"meter\":\"M-1\",\"amountMinor\":100,\"currency\":\"USD\",\"cashier\":\"Bob\"}");
        assertThat(TillHouse.JSON.readTree(answer.body()).get("title").asText()).isEqualTo("SHIFT_REQUIRED");
    }

    @Test
    void shouldShowShiftsWithoutSayingWhatShouldBeInThem() throws Exception {
        house().sell("blind", "Bob", shift, "cash", 321, null);
        JsonNode open = house().json("/shifts").get("shifts").get(0);
        assertThat(open.get("status").asText()).isEqualTo("OPEN");
        assertThat(open.toString()).doesNotContain("321");
        assertThat(house().get("/shifts/SHIFT-99").statusCode()).isEqualTo(404);
        assertThat(house().get("/till-reports/today").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTellAVendorHowHisFloatMoved() throws Exception {
        house().post("/vendors", "{\"person\":\"Sue\",\"vendor\":\"Kiosk\",\"commissionBasisPoints\":100}");
        house().post("/vendors/Kiosk/top-ups",
                "{\"person\":\"Sue\",\"amountMinor\":900,\"currency\":\"USD\",\"tender\":\"cash\"}");
        String at = house().openShift("Kim", "Kiosk", "Kiosk");
        HttpResponse<String> tooMuch = house().sell("k-1", "Kim", at, "cash", 901, null);
        assertThat(TillHouse.JSON.readTree(tooMuch.body()).get("title").asText()).isEqualTo("BALANCE_TOO_LOW");
        assertThat(house().sell("k-2", "Kim", at, "cash", 500, null).statusCode()).isEqualTo(201);
        assertThat(house().json("/vendors/Kiosk").at("/floats/0/amountMinor").asLong()).isEqualTo(400);
        assertThat(house().json("/vendors/Kiosk").at("/commissions/0/amountMinor").asLong()).isEqualTo(5);
        assertThat(house().json("/till-reports/2026-01-06").get("agrees").asBoolean()).isTrue();
        assertThat(house().json("/vendors/Kiosk/statement").get("movements").findValuesAsText("kind"))
                .containsExactly("SALE", "TOP_UP");
        assertThat(house().get("/vendors/Nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldDoTheSameFromTheCommandLine() {
        String opened = run(0, "open", "--person", "Sue", "--cashier", "Cli", "--till", "Till 9", "--float", "100.00");
        String at = opened.replaceAll("(?s).*(SHIFT-[0-9]+).*", "$1");
        run(1, "open", "--person", "Thief", "--cashier", "Thief", "--till", "Till 8");
        run(2, "close", at, "--person", "Cli", "cash:100.00");
        run(0, "close", at, "--person", "Cli", "cash=100.00");
        run(0, "count", at, "--person", "Sue", "cash=99.00");
        run(1, "reverse", "P-1", "--person", "Sue", "--reason", "none such");
        assertThat(run(0, "report", "2026-01-06")).contains("cashier", "Cli", "agrees with the journal");
        assertThat(run(0, "report", "2026-01-06", "--csv")).startsWith("section,day,").contains("\"Cli\"");
    }

    private static String run(int code, String... verb) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> line = new ArrayList<>(List.of("till"));
        line.addAll(List.of(verb));
        line.addAll(List.of("--url", "http://127.0.0.1:" + house().headEnd().apiPort()));
        assertThat(WattleCommand.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new)))
                .as("%s: %s%s", line, out, err)
                .isEqualTo(code);
        return out.toString();
    }

    private static TillHouse house() {
        TillHouse open = HOUSE.get();
        assertThat(open).isNotNull();
        return Objects.requireNonNull(open);
    }
}
