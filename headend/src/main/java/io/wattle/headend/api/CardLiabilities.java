package io.wattle.headend.api;

import io.wattle.headend.store.CardTables.CampaignRow;
import io.wattle.headend.store.ReadStore;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.book.AccountKey;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is owed to the bearers of cards, held against the book: money that was accepted and that nobody has used yet.
 *
 * @param asOfSequence of the entry after which it was so
 * @param currencies all batches together
 * @param batches that ever had a card activated, oldest first
 * @param campaigns at whose expense cards were given away
 * @param agrees whether the book owes for each batch what its activated cards are worth
 */
record CardLiabilities(long asOfSequence, List<Sum> currencies, List<OfBatch> batches, List<Campaign> campaigns,
        boolean agrees) {

    /** What its activated cards are worth, and what the book owes for it. */
    record OfBatch(String batchId, String currency, int activated, int redeemed, long worthMinor, long owedMinor) {}

    record Sum(String currency, long activated, long redeemed, long worthMinor, long owedMinor) {
        Sum with(OfBatch batch) {
            return new Sum(currency, activated + batch.activated, redeemed + batch.redeemed,
                    worthMinor + batch.worthMinor, owedMinor + batch.owedMinor);
        }
    }

    record Campaign(String campaign, String currency, long givenMinor) {}

    static CardLiabilities of(Ledger ledger, ReadStore store) {
        List<CampaignRow> campaigns = store.cards().campaigns();
        return ledger.ask(view -> of(view, campaigns)).join();
    }

    private static CardLiabilities of(LedgerView view, List<CampaignRow> campaigns) {
        List<OfBatch> batches = view.cardBatches()
                .stream()
                .filter(batch -> batch.activated() + batch.redeemed() > 0)
                .map(batch -> of(view, batch))
                .toList();
        Map<String, Sum> sums = new TreeMap<>();
        batches.forEach(batch -> sums.merge(batch.currency(), new Sum(batch.currency(), 0, 0, 0, 0).with(batch),
                (sum, _) -> sum.with(batch)));
        return new CardLiabilities(view.lastSequence(), List.copyOf(sums.values()), batches,
                campaigns.stream().map(row -> of(view, row)).toList(),
                batches.stream().allMatch(batch -> batch.worthMinor() == batch.owedMinor()));
    }

    private static OfBatch of(LedgerView view, CardBatchStatus status) {
        String currency = status.batch().denomination().currency();
        return new OfBatch(status.batch().batchId(), currency, status.activated(), status.redeemed(),
                Math.multiplyExact(status.activated(), status.batch().denomination().amountMinor()),
                balance(view, AccountType.CARD_LIABILITY, status.batch().batchId(), currency));
    }

    private static Campaign of(LedgerView view, CampaignRow row) {
        return new Campaign(row.campaign(), row.currency(),
                -balance(view, AccountType.MARKETING_EXPENSE, row.campaign(), row.currency()));
    }

    private static long balance(LedgerView view, AccountType type, String owner, String currency) {
        return view.balance(new AccountKey(type, owner, Unit.money(currency))).value();
    }
}
