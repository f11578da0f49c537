package io.wattle.ledger.state;

import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command about cards says, as words; a part of {@link Contents}. The ticket is no part of it. Pure. */
public final class CardContents {

    private CardContents() {}

    public static String[] of(Command.RedeemCard command) {
        return redemption(command.meter(), command.card());
    }

    static String[] of(Fact.CardRedeemed fact) {
        return redemption(fact.meter(), fact.card());
    }

    public static String[] of(CardCommand command) {
        return switch (command) {
            case CardCommand.CreateCardBatch c -> created(c.batch());
            case CardCommand.AddCardHashes c -> hashed(c.batchId(), c.from(), c.hashes());
            case CardCommand.ExportCardBatch c -> words("card export", c.batchId(), c.printerKey(), c.fileSha256());
            case CardCommand.VoidCardBatch c -> words("card void", c.batchId(), c.reason());
            case CardCommand.HandOverCards c -> words("card custody", c.range(), c.from(), c.to());
            case CardCommand.ActivateCards c ->
                words("card activation", c.range(), c.buyer(), c.tender(), c.cashier());
            case CardCommand.GiveCards c -> words("card gift", c.range(), c.campaign(), c.reason());
            case CardCommand.BlockCards c -> words("card block", c.range(), c.blocked(), c.reason());
            case CardCommand.ForgetCardBuyer c -> words("card buyer forgotten", c.range(), c.reason());
            case CardCommand.SetCardExpiry c -> words("card expiry", c.range(), day(c.lastDay()), c.reason());
        };
    }

    static String[] of(CardFact fact) {
        return switch (fact) {
            case CardFact.CardBatchCreated f -> created(f.batch());
            case CardFact.CardsHashed f -> hashed(f.batchId(), f.from(), f.hashes());
            case CardFact.CardBatchExported f -> words("card export", f.batchId(), f.printerKey(), f.fileSha256());
            case CardFact.CardBatchVoided f -> words("card void", f.batchId(), f.reason());
            case CardFact.CardsHandedOver f -> words("card custody", f.range(), f.from(), f.to());
            case CardFact.CardsActivated f ->
                words("card activation", f.range(), f.buyer(), f.tender(), f.cashier());
            case CardFact.CardsGiven f -> words("card gift", f.range(), f.campaign(), f.reason());
            case CardFact.CardsBlocked f -> words("card block", f.range(), f.blocked(), f.reason());
            case CardFact.CardBuyerForgotten f -> words("card buyer forgotten", f.range(), f.reason());
            case CardFact.CardExpirySet f -> words("card expiry", f.range(), day(f.lastDay()), f.reason());
        };
    }

    private static String[] redemption(String meter, CardHash card) {
        return words("card", meter, card.hex());
    }

    private static String[] created(CardBatch batch) {
        return words("card batch", batch.batchId(), batch.purchaseOrder(), batch.denomination(), batch.range(),
                batch.form().alphabet(), batch.form().length(), batch.keyCheckValue(), day(batch.lastDay()));
    }

    private static String[] hashed(String batchId, int from, List<CardHash> hashes) {
        List<Object> words = new ArrayList<>(List.of("card numbers", batchId, from));
        hashes.forEach(hash -> words.add(hash.hex()));
        return words(words.toArray());
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    private static String[] words(Object... words) {
        String[] texts = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            texts[i] = words[i].toString();
        }
        return texts;
    }
}
