package io.wattle.headend.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.headend.ChildProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day at the till, through the HTTP door, with the server killed in the middle of a shift. */
@Timeout(120)
class TillSystemTest {
    private static final String DAY = "2026-01-06";

    @TempDir
    Path folder;

    @Test
    void shouldKeepAShiftThroughAKillAndReportItToTheCent() throws Exception {
        String bob;
        String joe;
        try (ChildProcess child = ChildProcess.start(folder, TillHouse.class, List.of(folder.toString()))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> child.lines().stream().anyMatch(TillSystemTest::isPort));
            int port = Integer.parseInt(child.lines()
                    .stream()
                    .filter(TillSystemTest::isPort)
                    .findFirst()
                    .orElseThrow()
                    .substring("port ".length()));
            try (TillHouse house = TillHouse.at(port)) {
                bob = house.openShift("Bob", "Till 1", null);
                assertThat(house.sell("sale-1", "Bob", bob, "cash", 1_000, null).statusCode()).isEqualTo(201);
                assertThat(house.sell("sale-2", "Bob", bob, "cheque", 700, "=1+1").statusCode()).isEqualTo(201);
                vendor(house);
                joe = house.openShift("Joe", "Shop", "Shop");
                assertThat(house.sell("sale-3", "Joe", joe, "cash", 1_020, null).statusCode()).isEqualTo(201);
            }
            assertThat(child.kill()).isEqualTo(ChildProcess.KILLED);
        }
        String report;
        try (TillHouse house = TillHouse.open(folder, false)) {
            assertThat(house.sell("sale-1", "Bob", bob, "cash", 1_000, null).statusCode()).as("the same again")
                    .isEqualTo(200);
            JsonNode sold = TillHouse.JSON.readTree(house.sell("sale-4", "Bob", bob, "cash", 500, null).body());
            assertThat(house.json("/shifts/" + bob).has("expected")).isFalse();
            HttpResponse<String> back = house.post("/payments/" + sold.get("paymentId").asText() + "/reversal",
                    "{\"person\":\"Sue\",\"reason\":\"typed wrongly\"}");
            assertThat(back.body()).contains("\"refundMinor\":500");
            assertThat(end(house, bob, "close", "Bob", "declared", TillHouse.sum("cash", 6_000))).isEqualTo(201);
            assertThat(end(house, bob, "count", "Bob", "counted", TillHouse.sum("cash", 6_000))).isEqualTo(403);
            assertThat(end(house, bob, "count", "Sue", "counted",
                    TillHouse.sum("cash", 5_990) + "," + TillHouse.sum("cheque", 700))).isEqualTo(201);
            assertThat(end(house, joe, "close", "Joe", "declared", TillHouse.sum("cash", 1_020))).isEqualTo(201);
            report = house.get("/till-reports/" + DAY).body();
            requireReport(TillHouse.JSON.readTree(report), bob, joe);
            assertThat(house.json("/till-reports/2026-01-05").get("lines")).isEmpty();
            assertThat(house.json("/shifts/" + bob).get("status").asText()).isEqualTo("COUNTED");
            String csv = house.get("/till-reports/" + DAY + "/csv").body();
            assertThat(csv).startsWith("section,day,cashier,").contains("\"Bob\"").doesNotContain(",NO");
            assertThat(csv.split("\r\n")).allMatch(row -> row.split(",", -1).length == 24);
        }
        try (TillHouse house = TillHouse.open(folder, false)) {
            assertThat(house.get("/till-reports/" + DAY).body())
                    .as("the same after a restart, but for the entries since")
                    .isEqualTo(report);
        }
    }

    private static void vendor(TillHouse house) throws Exception {
        assertThat(house.post("/vendors", "{\"person\":\"Sue\",\"vendor\":\"Shop\",\"commissionBasisPoints\":250}")
                .statusCode()).isEqualTo(201);
        assertThat(house.post("/vendors/Shop/top-ups", """
                {"person":"Sue","amountMinor":10000,"currency":"USD","tender":"bank_transfer","reference":"B-1"}""")
                .statusCode()).isEqualTo(201);
    }

    private static void requireReport(JsonNode report, String bob, String joe) {
        assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.get("checks").size()).isGreaterThanOrEqualTo(3);
        JsonNode cash = line(report, bob, "CASH");
        assertThat(cash.get("takenMinor").asLong()).isEqualTo(1_500);
        assertThat(cash.get("reversedMinor").asLong()).isEqualTo(500);
        assertThat(cash.get("floatMinor").asLong()).isEqualTo(5_000);
        assertThat(cash.get("declaredMinor").asLong()).isEqualTo(6_000);
        assertThat(cash.get("expectedMinor").asLong()).isEqualTo(6_000);
        assertThat(cash.get("differenceMinor").asLong()).isEqualTo(-10);
        assertThat(line(report, bob, "CHEQUE").get("countedMinor").asLong()).isEqualTo(700);
        assertThat(line(report, joe, "CASH").get("commissionMinor").asLong()).isEqualTo(26);
        JsonNode shop = report.get("vendors").get(0);
        assertThat(shop.get("closingMinor").asLong()).isEqualTo(10_000 - 1_020 + 26);
        assertThat(report.get("totals").findValuesAsText("by")).contains("cashier", "vendor", "tender", "day");
        JsonNode day = report.get("totals").get(report.get("totals").size() - 1);
        assertThat(day.get("takenMinor").asLong()).isEqualTo(1_000 + 700 + 500 + 1_020);
    }

    private static JsonNode line(JsonNode report, String shift, String tender) {
        for (JsonNode line : report.get("lines")) {
            if (line.get("shiftId").asText().equals(shift) && line.get("tender").asText().equals(tender)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + shift + " for " + tender + " in " + report);
    }

    private static int end(TillHouse house, String shift, String how, String person, String field, String sums)
            throws Exception {
        return house
                .post("/shifts/" + shift + "/" + how, "{\"person\":\"%s\",\"%s\":[%s]}".formatted(person, field, sums))
                .statusCode();
    }

    private static boolean isPort(String line) {
        return line.startsWith("port ");
    }
}
