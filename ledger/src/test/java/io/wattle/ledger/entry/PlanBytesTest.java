package io.wattle.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wattle.ledger.tariff.plan.FlatPrice;
import io.wattle.ledger.tariff.plan.PlanPart;
import io.wattle.ledger.tariff.plan.Plans;
import io.wattle.ledger.tariff.plan.Scope;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlanBytesTest {
    private static final String NO_SCOPE = "00" + "00" + "0000";

    /** If these bytes change, journals that are already written can no longer be read. */
    @Example
    void shouldKeepToTheseVeryBytes() {
        String hex = "0100016e000000010100035a41520003555443" // version, name, version, service, currency, zone
                + "01000000010000010003612f62000400010203" // scope, waterfall
                + "0012" // parts
                + NO_SCOPE + "010000000000000102" // flat
                + NO_SCOPE + "02010002000000000000000200000000000000037fffffffffffffff0000000000000004" // blocks
                + NO_SCOPE + "03000200047065616b000000000000002d00056f746865720000000000000005" // time of use
                + "00020004686967680601081f00036c6f770901051f" // seasons
                + "0002000050210000503f" // holidays
                + "00020004686967680002000101a4025800047065616b000000000000000000056f74686572" // rules
                + NO_SCOPE + "04000166000000000000000602" // standing fee
                + NO_SCOPE + "050000000000000007" // minimum
                + NO_SCOPE + "0600000000000000080000000000000009000000000000000a000000000000000b00000000000000"
                + "0c000000000000000d" // limits
                + NO_SCOPE + "0700017401000000000000000e00000200020000000100017801" // tax
                + NO_SCOPE + "0700016c02000000000000000f000001000000000000" // levy
                + NO_SCOPE + "07000175010000000000000010000001010001000174000000" // tax on a tax
                + NO_SCOPE + "080001670000000000000011000000000000001201" // free units
                + NO_SCOPE + "0900016400000000000000130000000000000014000000000000001500" // discount
                + NO_SCOPE + "0a0003616e79000000000000001600000000000000170000000000000018" // channel fee
                + NO_SCOPE + "0b0000000000000019000000000000001a000000000000001b00000000000000001c" // debt recovery
                + NO_SCOPE + "0c000000000000001d" // sewerage of charge
                + NO_SCOPE + "0d000000000000001e01000000000000001f" // sewerage of volume
                + NO_SCOPE + "0e0001000364727900000000000000200001000050210003647279" // scarcity
                + NO_SCOPE + "0f00000000000000210000000000000022" // flow restriction
                + NO_SCOPE + "10000000000000002300000000000000240000000000000025"; // emergency
        assertThat(HexFormat.of().formatHex(PlanBytes.encode(AnyPlans.ofEverything()))).isEqualTo(hex);
        assertThat(PlanBytes.decode(HexFormat.of().parseHex(hex))).isEqualTo(AnyPlans.ofEverything());
    }

    @Property(tries = 500)
    void shouldDecodeWhatItEncoded(@ForAll("plans") TariffPlan plan) {
        byte[] bytes = PlanBytes.encode(plan);
        assertThat(PlanBytes.decode(bytes)).isEqualTo(plan);
        assertThat(PlanBytes.encode(PlanBytes.decode(bytes))).isEqualTo(bytes);
    }

    @Property(tries = 100)
    void shouldRefuseEveryShorterAndLongerPlan(@ForAll("plans") TariffPlan plan) {
        byte[] bytes = PlanBytes.encode(plan);
        for (int length = 0; length < bytes.length; length += 1 + length / 16) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PlanBytes.decode(cut)).isInstanceOf(EntryMalformed.class);
        }
        assertThatThrownBy(() -> PlanBytes.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(EntryMalformed.class)
                .hasMessageContaining("too many");
    }

    /** A change that gives a plan again gives another one, or the same bytes would have two meanings. */
    @Property(tries = 3000)
    void shouldAnswerAnyChangeWithAnotherPlanOrAMalformed(@ForAll("plans") TariffPlan plan, @ForAll int place,
            @ForAll byte value) {
        byte[] bytes = PlanBytes.encode(plan);
        int at = Math.floorMod(place, bytes.length);
        byte[] changed = bytes.clone();
        changed[at] = value;
        Throwable thrown = catchThrowable(() -> PlanBytes.decode(changed));
        assertThat(thrown == null || thrown instanceof EntryMalformed).as("%s", thrown).isTrue();
        if (thrown == null && bytes[at] != value) {
            assertThat(PlanBytes.decode(changed)).isNotEqualTo(plan);
        }
    }

    @Property(tries = 1000)
    void shouldAnswerAnyBytesWithAPlanOrAMalformed(@ForAll byte[] bytes) {
        Throwable thrown = catchThrowable(() -> PlanBytes.decode(bytes));
        assertThat(thrown == null || thrown instanceof EntryMalformed).as("%s", thrown).isTrue();
    }

    @Example
    void shouldGiveOtherDigestsToOtherPlans() {
        String digest = PlanBytes.digest(Plans.electricity(Plans.flat(200)));
        assertThat(digest).hasSize(64).isEqualTo(PlanBytes.digest(Plans.electricity(Plans.flat(200))));
        assertThat(digest).isNotEqualTo(PlanBytes.digest(Plans.electricity(Plans.flat(201))));
    }

    @Example
    void shouldRefuseWhatTheJournalDoesNotTake() {
        List<String> classes = IntStream.range(0, 257).mapToObj(i -> "c" + i).toList();
        assertRefused(Plans.plan(new Scope(Optional.empty(), Optional.empty(), classes), new FlatPrice(1)),
                "classes must be at most 256");
        assertRefused(Plans.plan(new Scope(Optional.of(LocalDate.of(10_000, 1, 1)), Optional.empty(), List.of()),
                new FlatPrice(1)), "years 1..9999");
        assertRefused(Plans.plan(new Scope(Optional.empty(), Optional.empty(), List.of("\ud800")), new FlatPrice(1)),
                "whole characters");
        List<String> long200 = IntStream.range(0, 250).mapToObj(i -> "c".repeat(200) + i).toList();
        PlanPart part = new PlanPart(new Scope(Optional.empty(), Optional.empty(), long200), new FlatPrice(1));
        TariffPlan plain = Plans.electricity(new FlatPrice(1));
        assertRefused(new TariffPlan(plain.name(), 1, plain.service(), "ZAR", plain.zone(), Scope.ALL,
                plain.waterfall(), List.of(part)), "at most 49152 bytes");
    }

    @Example
    void shouldNameWhatItDoesNotKnow() {
        byte[] bytes = PlanBytes.encode(Plans.electricity(new FlatPrice(1)));
        byte[] version = bytes.clone();
        version[0] = 2;
        assertThatThrownBy(() -> PlanBytes.decode(version)).hasMessageContaining("unknown version 2 of a tariff");
        byte[] component = bytes.clone();
        component[bytes.length - 9] = 99;
        assertThatThrownBy(() -> PlanBytes.decode(component)).hasMessageContaining("unknown component 99");
    }

    private static void assertRefused(TariffPlan plan, String because) {
        assertThatThrownBy(() -> PlanBytes.encode(plan)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(because);
    }

    @Provide
    Arbitrary<TariffPlan> plans() {
        return AnyPlans.plans();
    }
}
