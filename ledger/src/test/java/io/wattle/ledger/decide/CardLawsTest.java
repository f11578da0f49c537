package io.wattle.ledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.ActivationPolicy.How;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardState;
import io.wattle.ledger.card.CardStatus;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.EntryCodec;
import io.wattle.ledger.state.Decision;
import io.wattle.ledger.state.LedgerState;
import io.wattle.ledger.state.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of cards over random histories: what is owed, what becomes of each card, and that a replay knows the same. */
class CardLawsTest {
    private static final int CARDS = 20;

    record Step(Does does, int first, int count, boolean flag) {}

    enum Does {
        ACTIVATE, GIVE, REDEEM, BLOCK, EXPIRY, HAND_OVER, NEXT_DAY, VOID, SECOND_BATCH
    }

    @Property(tries = 300)
    void shouldOweExactlyTheActivatedCardsF084(@ForAll("steps") List<Step> steps) throws IOException {
        Desk desk = CardDesk.printed(How.RANGE);
        Set<Integer> redeemed = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.does() == Does.NEXT_DAY) {
                desk.elapsed = desk.elapsed.plusDays(1);
                continue;
            }
            Decision decision = desk.tell(command(step, "k" + i, desk));
            if (step.does() == Does.REDEEM && decision instanceof Decision.Accept) {
                assertThat(redeemed.add(step.first())).as("redeemed once").isTrue();
            }
            requireOwed(desk, redeemed);
        }
        requireSame(desk);
    }

    private static void requireOwed(Desk desk, Set<Integer> redeemed) {
        long activated = cards(desk).stream().filter(card -> card.state() == CardState.ACTIVATED).count();
        assertThat(desk.balance(AccountType.CARD_LIABILITY, CardDesk.BATCH)).isEqualTo(activated * 500);
        assertThat(cards(desk).stream().filter(card -> card.state() == CardState.REDEEMED).count())
                .isEqualTo(redeemed.size());
        long paid = -desk.balance(AccountType.CASH, "CASH/bob")
                - desk.balance(AccountType.MARKETING_EXPENSE, "opening");
        assertThat(paid).isEqualTo((activated + redeemed.size()) * 500);
    }

    /** From the journal, and from a snapshot, comes the very same state. */
    private static void requireSame(Desk desk) throws IOException {
        LedgerState replayed = new LedgerState();
        desk.entries.forEach(entry -> replayed.apply(EntryCodec.decode(EntryCodec.encode(entry))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(desk.state, out);
        LedgerState restored = StateCodec.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(replayed.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(restored.stateHash()).isEqualTo(desk.state.stateHash());
        assertThat(restored.cardBatches()).isEqualTo(desk.state.cardBatches());
        IntStream.rangeClosed(1, CARDS)
                .forEach(serial -> assertThat(restored.card(CardDesk.hash(serial)))
                        .isEqualTo(desk.state.card(new CardSerial(serial))));
    }

    private static List<CardStatus> cards(Desk desk) {
        return IntStream.rangeClosed(1, CARDS)
                .mapToObj(serial -> desk.state.card(new CardSerial(serial)).orElseThrow())
                .toList();
    }

    private static Command command(Step step, String key, Desk desk) {
        int last = Math.min(CARDS + 1, step.first() + step.count());
        return switch (step.does()) {
            case ACTIVATE -> CardDesk.activate(desk, key, step.first(), last);
            case GIVE -> CardDesk.give(desk, key, step.first(), last);
            case REDEEM -> CardDesk.redeem(key, step.first());
            case BLOCK -> CardDesk.block(key, step.first(), last, step.flag());
            case EXPIRY -> CardDesk.expiry(key, step.first(), last,
                    CardDesk.TODAY.plusDays(desk.elapsed.toDays() + step.count()));
            case HAND_OVER -> CardDesk.handOver(key, step.first(), last, step.flag() ? "printer" : "vault", "vault");
            case VOID -> CardDesk.voidBatch(key, CardDesk.BATCH);
            case SECOND_BATCH -> CardDesk.create(key, "B" + step.first(), step.first() * 10, step.first() * 10 + 9);
            case NEXT_DAY -> Desk.tend();
        };
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators
                .combine(Arbitraries.of(Does.values()), Arbitraries.integers().between(1, CARDS),
                        Arbitraries.integers().between(0, 4), Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(100);
    }
}
