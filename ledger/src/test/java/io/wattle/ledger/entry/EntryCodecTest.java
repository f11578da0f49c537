package io.wattle.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.MeterTariff;
import io.wattle.ledger.tariff.StandingCharge;
import io.wattle.ledger.tariff.TariffVersion;
import io.wattle.ledger.token.TokenMinutes;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EntryCodecTest {

    @Property
    void shouldDecodeWhatItEncoded(@ForAll("entries") LedgerEntry entry) {
        assertThat(EntryCodec.decode(EntryCodec.encode(entry))).isEqualTo(entry);
    }

    @Property(tries = 300)
    void shouldRefuseEveryShorterAndLongerRecord(@ForAll("entries") LedgerEntry entry) {
        byte[] record = EntryCodec.encode(entry);
        for (int length = 0; length < record.length; length += 1 + length / 16) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> EntryCodec.decode(cut)).isInstanceOf(EntryMalformed.class);
        }
        assertThatThrownBy(() -> EntryCodec.decode(Arrays.copyOf(record, record.length + 1)))
                .isInstanceOf(EntryMalformed.class)
                .hasMessageContaining("too many");
    }

    @Property
    void shouldAnswerAnyBytesWithAnEntryOrAMalformed(@ForAll byte[] bytes, @ForAll("entries") LedgerEntry entry,
            @ForAll int place, @ForAll byte value) {
        byte[] changed = EntryCodec.encode(entry);
        changed[Math.floorMod(place, changed.length)] = value;
        for (byte[] candidate : List.of(bytes, changed)) {
            Throwable thrown = catchThrowable(() -> EntryCodec.decode(candidate));
            assertThat(thrown == null || thrown instanceof EntryMalformed).as("%s", thrown).isTrue();
        }
    }

    @Test
    void shouldNameAnUnknownVersionAndAnUnknownFact() {
        byte[] record = EntryCodec
                .encode(new LedgerEntry(1, Instant.EPOCH, Origin.automatic("a", "b"), Optional.empty(),
                        List.of(new Fact.CreditSent("m", "C-1", 1))));
        byte[] version = record.clone();
        version[0] = 9;
        assertThatThrownBy(() -> EntryCodec.decode(version)).hasMessageContaining("unknown version 9");
        byte[] type = record.clone();
        type[1 + 8 + 12 + 3 + 1 + 3 + 1 + 2] = 99;
        assertThatThrownBy(() -> EntryCodec.decode(type)).hasMessageContaining("unknown fact type 99");
    }

    @Provide
    Arbitrary<LedgerEntry> entries() {
        Arbitrary<Origin> origins = Combinators
                .combine(names(), Arbitraries.of(Origin.Mode.values()), names())
                .as(Origin::new);
        return Combinators
                .combine(Arbitraries.longs(), instants(), origins, names().optional(), facts().list().ofMaxSize(6))
                .as(LedgerEntry::new);
    }

    static Arbitrary<Fact> facts() {
        Arbitrary<String> names = names();
        Arbitrary<String> texts = Arbitraries.strings().ascii().ofMaxLength(40);
        Arbitrary<Integer> attempts = Arbitraries.integers();
        Arbitrary<Command.Answer> answers = Arbitraries.of(Command.Answer.values());
        Arbitrary<Supply> supplies = Arbitraries.of(Supply.values());
        Arbitrary<Reading> readings = Combinators
                .combine(instants(), Arbitraries.longs().greaterOrEqual(0), quantities().optional(),
                        supplies.optional())
                .as((at, register, balance, supply) -> new Reading(at, new Energy(register), balance, supply));
        Arbitrary<Posting> postings = Combinators.combine(Arbitraries.of(AccountType.values()), names, quantities())
                .filter((type, owner, change) -> !change.isZero())
                .as(Posting::new);
        return Arbitraries.oneOf(List.of(
                Combinators
                        .combine(names, names, units(), units(), Arbitraries.longs().optional(), tariffs().optional())
                        .as(Fact.MeterRegistered::new),
                Combinators.combine(names, readings, quantities(), costs().optional(), checks())
                        .as((meter, reading, consumed, cost, check) -> new Fact.ReadingAccepted(meter, reading,
                                consumed, cost, reading.balance().map(balance -> inUnit(balance.unit(), check)))),
                Combinators.combine(names, instants(), tariffs())
                        .as((meter, from, tariff) -> new Fact.TariffSet(meter, new TariffVersion(from, tariff))),
                Combinators.combine(names, names, Arbitraries.of(ChangeKind.values()), quantities(),
                        instants().optional(), instants(), texts).as(Fact.ChangeAnnounced::new),
                Combinators.combine(names, names, quantities()).as(Fact.ChangeShown::new),
                Combinators.combine(names, names).as(Fact.ChangeLapsed::new),
                Combinators.combine(names, readings).as(Fact.LateReading::new),
                Combinators.combine(names, names, Arbitraries.of(true, false), texts).as(Fact.MeterReplaced::new),
                Combinators.combine(names, Arbitraries.longs(), names, quantities(), instants(), names.optional())
                        .as((meter, line, reference, amount, at, id) -> new Fact.CreditLogged(meter,
                                new LogEntry(line, reference, amount, at), id)),
                Combinators.combine(names, names, names, quantities()).as(Fact.CreditReattributed::new),
                Combinators.combine(names, names, quantities()).as(Fact.CreditCameLater::new),
                Combinators.combine(names, names, names, monies()).as(Fact.PaymentTaken::new),
                Combinators.combine(names, names, names, quantities(), monies()).as(Fact.CreditOrdered::new),
                Combinators.combine(names, names, attempts, names.optional()).as(Fact.CreditSent::new),
                Combinators.combine(names, names, attempts, answers, texts).as(Fact.CreditAnswered::new),
                Combinators.combine(names, names, attempts).as(Fact.CreditRequeued::new),
                Combinators.combine(names, names, quantities()).as(Fact.CreditConfirmed::new),
                Combinators.combine(names, names, Arbitraries.of(true, false), texts).as(Fact.CreditDecided::new),
                Combinators.combine(names, names, texts).as(Fact.CreditFailed::new),
                Combinators.combine(names, names, Arbitraries.of(Fact.FindingKind.values()), quantities().optional(),
                        names.optional(), texts).as(Fact.FindingRaised::new),
                Combinators.combine(names, quantities().optional()).as(Fact.DisconnectWarned::new),
                Combinators.combine(names, names, supplies, texts).as(Fact.SupplyOrdered::new),
                Combinators.combine(names, names, answers, texts).as(Fact.SupplyAnswered::new),
                postings.list().ofMaxSize(4).map(Fact.Posted::new),
                Combinators.combine(names, names, Arbitraries.of(Fact.FindingClosing.values()), texts)
                        .as(Fact.FindingClosed::new),
                Combinators.combine(names, names, quantities()).as(Fact.CreditExpired::new),
                Combinators.combine(instants(), attempts, attempts, attempts, attempts).as(Fact.Forgotten::new),
                Combinators.combine(names, monies(), texts).as(Fact.OverdraftAllowed::new),
                Combinators.combine(Arbitraries.longs(), texts).as(Fact.Corrected::new),
                Combinators.combine(names, terms()).as(Fact.TokenTermsSet::new),
                Combinators.combine(names, names, orders(), terms().optional(), attempts.optional())
                        .as(Fact.TokensOrdered::new),
                Combinators.combine(names, names, names, names).as(Fact.TokensIssued::new),
                Combinators.combine(names, names, texts).as(Fact.TokensRefused::new),
                Combinators.combine(names, names, quantities()).as(Fact.CreditHandedOver::new),
                Combinators.combine(names, terms().optional()).as(Fact.KeyChangePlanned::new),
                CardFacts.any(names, texts), TillFacts.any(names, texts), AccountFacts.any(names, texts, instants()),
                ProviderFacts.any(names, texts), AnyPlans.facts(names, instants()),
                BalanceFacts.any(names, texts, instants())));
    }

    private static Arbitrary<TokenOrder> orders() {
        return Arbitraries.oneOf(List.of(names().map(TokenOrder.Credit::new), Combinators
                .combine(Arbitraries.of(TokenOrder.Kind.CLEAR_CREDIT, TokenOrder.Kind.EXTENDED_SET),
                        Arbitraries.longs().between(0, 0xFFFF))
                .as(TokenOrder.Management::new), Arbitraries.just(new TokenOrder.KeyChange())));
    }

    private static Arbitrary<TokenTerms> terms() {
        return Combinators
                .combine(Arbitraries.longs().between(0, 999_999_999_999_999_999L), Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 255),
                        Arbitraries.of(TokenMinutes.BASE_YEARS), Arbitraries.of("UTC", "Africa/Lagos", "+02:00"))
                .as((pan, revision, type, expiry, base, zone) -> new TokenTerms("%018d".formatted(pan), "123456", "01",
                        revision, type, expiry, base, "04", "07", zone));
    }

    private static Arbitrary<StepCost> costs() {
        Arbitrary<Long> longs = Arbitraries.longs();
        return Combinators.combine(longs, longs, longs, Arbitraries.of(true, false)).as(StepCost::new);
    }

    private static Arbitrary<BalanceCheck> checks() {
        Arbitrary<Energy> amounts = Arbitraries.longs().map(Energy::new);
        return Combinators.combine(amounts, amounts, Arbitraries.of(true, false), amounts.optional())
                .as((used, charged, estimated, off) -> new BalanceCheck(used, charged, estimated,
                        off.map(value -> value)));
    }

    private static BalanceCheck inUnit(Unit unit, BalanceCheck check) {
        return new BalanceCheck(unit.of(check.used().value()), unit.of(check.charged().value()), check.estimated(),
                check.unexplained().map(off -> unit.of(off.value())));
    }

    private static Arbitrary<MeterTariff> tariffs() {
        Arbitrary<StandingCharge> charges = Combinators
                .combine(Arbitraries.longs().between(1, 1_000_000_000), Arbitraries.integers().between(1, 87_600),
                        Arbitraries.longs().between(0, 4_000_000_000L))
                .as((amount, hours, anchor) -> new StandingCharge(amount, Duration.ofHours(hours),
                        Instant.ofEpochSecond(anchor)));
        return Combinators.combine(Arbitraries.longs().between(0, 1_000_000_000), charges.optional())
                .as(MeterTariff::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'Z', '7', '-', 'é', '水').ofMinLength(1).ofMaxLength(12);
    }

    private static Arbitrary<Instant> instants() {
        return Combinators.combine(Arbitraries.longs().between(-1L << 33, 1L << 35),
                Arbitraries.integers().between(0, 999_999_999)).as(Instant::ofEpochSecond);
    }

    private static Arbitrary<Unit> units() {
        return Arbitraries.of(Unit.WATT_HOUR, Unit.LITRE, Unit.money("USD"), Unit.money("KES"));
    }

    private static Arbitrary<Quantity> quantities() {
        return Combinators.combine(units(), Arbitraries.longs()).as(Unit::of);
    }

    private static Arbitrary<Money> monies() {
        return Arbitraries.longs().map(amount -> new Money(amount, "USD"));
    }
}
