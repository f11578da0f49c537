package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.ServerDesk.USD;
import static io.wattle.ledger.decide.ServerDesk.bring;
import static io.wattle.ledger.decide.ServerDesk.poll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wattle.ledger.balance.Deduction;
import io.wattle.ledger.balance.Quality;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import io.wattle.ledger.tariff.plan.BlockPrice;
import io.wattle.ledger.tariff.plan.Component;
import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.Tax;
import io.wattle.ledger.tariff.plan.TimeOfUse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Laws of balances that live here: nothing is lost, and what comes late or is put right ends as if it had come right. */
class ServerBalanceLawsTest {
    private static final Component VAT = new Tax("VAT", new Tax.Percent(175_000), false, List.of(Tax.Base.ENERGY),
            List.of(), List.of(), 0);
    private static final Component BLOCKS = new BlockPrice(BlockPrice.Method.MARGINAL, List.of(
            new BlockPrice.Block(700, 123_456_789), new BlockPrice.Block(1_900, 234_567_891),
            new BlockPrice.Block(BlockPrice.OPEN, 345_678_912)));
    private static final Component HOURS = new TimeOfUse(
            List.of(new TimeOfUse.Period("day", 310_000_001), new TimeOfUse.Period("night", 90_000_007)), List.of(),
            List.of(), List.of(new TimeOfUse.Rule("", List.of(), 7 * 60, 21 * 60, "day"),
                    new TimeOfUse.Rule("", List.of(), 21 * 60, 7 * 60, "night")));

    // In whatever order readings come and however often they are put right: what stands is what would stand if the right
    // ones had come at first, to the last minor unit of each account.
    @Property(tries = 150)
    void shouldPriceAsIfTheRightReadingsHadComeAtFirst(@ForAll @IntRange(max = 2) int tariff,
            @ForAll @Size(min = 2, max = 12) List<@LongRange(max = 900) Long> steps, @ForAll long seed) {
        ServerDesk right = ServerDesk.in(USD, price(tariff), VAT);
        ServerDesk mended = ServerDesk.in(USD, price(tariff), VAT);
        right.pass(3_000);
        mended.pass(3_000);
        List<long[]> readings = readings(steps);
        readings.forEach(reading -> right.say(bring(reading[0], reading[1], Quality.CORRECTED)));

        Random random = new Random(seed);
        List<long[]> order = new ArrayList<>(readings);
        Collections.shuffle(order, random);
        long[] last = readings.getLast();
        mended.say(bring(last[0], last[1] + random.nextInt(500), Quality.ESTIMATED));
        for (long[] reading : order) {
            if (random.nextBoolean()) { // wrong at first, but not so wrong that nobody would take it
                mended.say(bring(reading[0], Math.max(0, reading[1] - random.nextInt(3)), Quality.ACTUAL));
            }
            mended.say(bring(reading[0], reading[1], Quality.CORRECTED));
        }
        readings.forEach(reading -> mended.say(bring(reading[0], reading[1], Quality.CORRECTED)));

        assertThat(amounts(mended)).isEqualTo(amounts(right));
        for (AccountType type : List.of(AccountType.WALLET, AccountType.REVENUE, AccountType.TAX_PAYABLE)) {
            for (String owner : List.of(ServerDesk.ACCOUNT, "plan", "VAT")) {
                assertThat(mended.desk.balance(type, owner)).as("%s of %s", type, owner)
                        .isEqualTo(right.desk.balance(type, owner));
            }
        }
    }

    @Property(tries = 100)
    void shouldDeductAllThatWasPaidAndIsNotLeft(@ForAll @IntRange(max = 2) int tariff,
            @ForAll @Size(max = 40) List<@LongRange(max = 900) Long> steps,
            @ForAll @Size(max = 5) List<@LongRange(min = 1, max = 5_000) Long> payments) {
        ServerDesk server = ServerDesk.in(USD, price(tariff), VAT);
        server.pass(3_000);
        long paid = 0;
        for (int i = 0; i < payments.size(); i++) {
            paid += payments.get(i);
            server.say(Desk.pay("k" + i, payments.get(i)));
        }
        readings(steps).forEach(reading -> server.say(poll(reading[0], reading[1])));
        assertThat(deducted(server) + server.balance()).isEqualTo(paid);
        assertThat(server.desk.balance(AccountType.REVENUE, "plan") + server.desk.balance(AccountType.TAX_PAYABLE,
                "VAT")).isEqualTo(deducted(server));
    }

    // A reading more in between says nothing new where units were spread evenly anyway: what is deducted in all is the
    // same to one minor unit, however often that is done.
    @Property(tries = 60)
    void shouldNotLoseARoundingHoweverOftenItIsRead(@ForAll @IntRange(max = 2) int tariff,
            @ForAll @LongRange(min = 1, max = 40) long perHour) {
        ServerDesk often = ServerDesk.in(USD, price(tariff), VAT);
        ServerDesk seldom = ServerDesk.in(USD, price(tariff), VAT);
        int hours = 24 * 15;
        often.pass(hours);
        seldom.pass(hours);
        for (int hour = 1; hour <= hours; hour++) {
            often.say(poll(hour, hour * perHour));
        }
        seldom.say(poll(hours, hours * perHour));
        assertThat(often.wallet()).isCloseTo(seldom.wallet(), within(1L));
        assertThat(often.desk.balance(AccountType.TAX_PAYABLE, "VAT"))
                .isCloseTo(seldom.desk.balance(AccountType.TAX_PAYABLE, "VAT"),
                        within(1L));
    }

    @Property(tries = 40)
    void shouldBeTheSameAfterAReplayAndFromASnapshot(@ForAll @IntRange(max = 2) int tariff,
            @ForAll @Size(max = 40) List<@LongRange(max = 900) Long> steps, @ForAll boolean inMoney)
            throws IOException {
        ServerDesk server = ServerDesk.in(inMoney ? USD : Unit.WATT_HOUR, price(inMoney ? tariff : 0), VAT);
        server.say(Desk.pay("k", 500));
        server.pass(3_000);
        readings(steps).forEach(reading -> server.say(poll(reading[0], reading[1])));
        server.say(Desk.overdraft("o", 100));
        server.say(ServerDesk.accrue());
        LedgerState replayed = new LedgerState();
        for (LedgerEntry entry : server.desk.entries) {
            replayed.apply(EntryCodec.decode(EntryCodec.encode(entry)));
        }
        assertThat(replayed.stateHash()).isEqualTo(server.desk.state.stateHash());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StateCodec.write(replayed, bytes);
        LedgerState read = StateCodec.read(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(read.stateHash()).isEqualTo(replayed.stateHash());
        assertThat(read.serverBalance(Desk.METER, ServerDesk.at(3_000)))
                .isEqualTo(replayed.serverBalance(Desk.METER, ServerDesk.at(3_000)));
    }

    private static Component price(int tariff) {
        return switch (tariff) {
            case 0 -> new FlatPrice(123_456_789);
            case 1 -> BLOCKS;
            default -> HOURS;
        };
    }

    /** Hour and register: seven hours and some apart, over several months. */
    private static List<long[]> readings(List<Long> steps) {
        List<long[]> readings = new ArrayList<>();
        long register = 0;
        for (int i = 0; i < steps.size(); i++) {
            register += steps.get(i);
            readings.add(new long[] {(i + 1) * 71L, register});
        }
        return readings;
    }

    private static List<String> amounts(ServerDesk server) {
        return server.status()
                .deductions()
                .stream()
                .map(one -> one.to().register() + ": " + one.charged() + " " + one.shares() + " " + one.after())
                .toList();
    }

    private static long deducted(ServerDesk server) {
        long sum = 0;
        for (LedgerEntry entry : server.desk.entries) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof BalanceFact.UsageDeducted(_, Deduction deduction)) {
                    sum += deduction.charged().value();
                }
            }
        }
        return sum;
    }
}
