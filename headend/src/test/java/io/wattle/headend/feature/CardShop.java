package io.wattle.headend.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints, sells and redeems prepaid cards over the HTTP door. */
final class CardShop {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1);
    private final World world;

    CardShop(World world) {
        this.world = world;
    }

    /** A batch that the printer has. */
    record Printed(String batchId, List<String> serials, List<String> numbers) {
        String serial(int place) {
            return serials.get(place);
        }

        String number(int place) {
            return numbers.get(place);
        }
    }

    World.Answer create(String batchId, String alphabet, int length, long minor, int count) throws Exception {
        return world.post("/card-batches", """
                {"batchId":"%s","purchaseOrder":"PO-7","denominationMinor":%d,"currency":"USD","count":%d,
                 "alphabet":"%s","numberLength":%d,"firstNumber":%d,"person":"ann"}""".formatted(batchId, minor, count,
                alphabet, length, NUMBERS.getAndAdd(count)));
    }

    Printed printed(int count) throws Exception {
        return printed("numeric", 19, 500, count);
    }

    Printed printed(String alphabet, int length, long minor, int count) throws Exception {
        String batchId = "batch-" + NUMBERS.get();
        create(batchId, alphabet, length, minor, count).expect(201);
        List<String[]> lines = export(batchId).stream().skip(1).map(line -> line.split(",", -1)).toList();
        return new Printed(batchId, lines.stream().map(line -> line[0]).toList(),
                lines.stream().map(line -> line[1]).toList());
    }

    /** What the printer reads with his key. */
    List<String> export(String batchId) throws Exception {
        String armored = world.post("/card-batches/" + batchId + "/export", "{\"person\":\"ann\"}")
                .expect(200)
                .get("armored")
                .asText();
        assertThat(armored).startsWith("-----BEGIN PGP MESSAGE-----");
        return world.printer.read(armored);
    }

    JsonNode verify(String first, String last) throws Exception {
        return world.post("/card-verifications", "{\"first\":\"" + first + "\",\"last\":\"" + last + "\"}").expect(200);
    }

    World.Answer activate(String first, String last, String ticket, String buyer, String person) throws Exception {
        return world.post("/card-activations",
                "{\"first\":\"" + first + "\",\"last\":\"" + last + "\",\"ticket\":\"" + ticket + "\",\"buyer\":\""
                        + buyer + "\",\"tender\":\"cash\",\"cashier\":\"bob\",\"person\":\"" + person + "\"}");
    }

    /** Verifies and activates, as the manager. */
    World.Answer sell(String first, String last) throws Exception {
        return activate(first, last, verify(first, last).get("ticket").asText(), "cash", "manager");
    }

    /** A card that is sold; its number. */
    String sold(String alphabet, long minor) throws Exception {
        Printed batch = printed(alphabet, 19, minor, 1);
        sell(batch.serial(0), batch.serial(0)).expect(201);
        return batch.number(0);
    }

    World.Answer redeem(String channel, String meter, String card) throws Exception {
        return world.post("/redemptions",
                "{\"channel\":\"" + channel + "\",\"source\":\"source-" + NUMBERS.getAndIncrement()
                        + "\",\"meter\":\"" + meter + "\",\"card\":\"" + card + "\"}");
    }

    World.Answer text(String text) throws Exception {
        return world.post("/redemptions", "{\"channel\":\"sms\",\"source\":\"+2547" + NUMBERS.getAndIncrement()
                + "\",\"text\":\"" + text + "\"}");
    }

    String state(String serial) throws Exception {
        return world.get("/cards/" + serial).expect(200).get("state").asText();
    }

    /** What is owed to the bearers of a batch's cards; fails unless the book agrees with the cards. */
    long owed(String batchId) throws Exception {
        return inReport("batches", "batchId", batchId, "owedMinor");
    }

    /** What a campaign has given away, as the same report says it. */
    long given(String campaign) throws Exception {
        return inReport("campaigns", "campaign", campaign, "givenMinor");
    }

    private long inReport(String list, String name, String wanted, String amount) throws Exception {
        JsonNode report = world.await("/card-liabilities", body -> body.contains("\"" + wanted + "\""));
        assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
        for (JsonNode one : report.get(list)) {
            if (one.get(name).asText().equals(wanted)) {
                return one.get(amount).asLong();
            }
        }
        throw new AssertionError("no " + wanted + " in " + report);
    }

    /** What a cashier without a shift has taken today, by the report of the day; fails unless that agrees with the journal. */
    long taken(String cashier) throws Exception {
        JsonNode report = world.get("/till-reports/2026-01-05").expect(200);
        assertThat(report.get("agrees").asBoolean()).as(report.toString()).isTrue();
        for (JsonNode other : report.get("withoutShift")) {
            if (other.get("owner").asText().equals("CASH/" + cashier)) {
                return other.get("takenMinor").asLong();
            }
        }
        return 0;
    }
}
