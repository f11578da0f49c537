package io.wattle.headend.credit;

import io.wattle.headend.link.Conversations;
import io.wattle.headend.reading.ReadingIntake;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.TokenAnswer;
import java.time.Duration;
import java.util.Optional;

/**
 * All that has to do with tokens: they are made, shown again, and handed to gateways. {@link #follow} is called on one
 * thread; the rest is safe for use by many, and blocks: call it from virtual threads.
 */
public final class TokenOffice implements AutoCloseable {
    private final TokenCopies copies;
    private final TokenDesk desk;
    private final GatewayDesk gateways;

    /**
     * @param module gives the same tokens for the same message id; not closed here
     */
    public TokenOffice(Ledger ledger, SecurityModule module, Conversations conversations, ReadingIntake intake) {
        this.copies = new TokenCopies(module);
        this.desk = new TokenDesk(ledger, module);
        this.gateways = new GatewayDesk(ledger, conversations, intake, copies);
    }

    /** Takes up what was open when the last process ended. */
    public void resume() {
        desk.resume();
        gateways.resume();
    }

    /** Looks at one entry of the journal and begins what it calls for. Does not block. */
    public void follow(LedgerEntry entry) {
        desk.follow(entry);
        gateways.follow(entry);
    }

    /**
     * Waits until no tokens of the order or the credit are to be made any more.
     *
     * @param id of a credit, or of an order of tokens
     * @return false if the time is up before
     */
    public boolean awaitTokens(String meter, String id, Duration patience) throws InterruptedException {
        return desk.awaitTokens(meter, id, patience);
    }

    /** The digits of tokens that the ledger has as issued; empty if they are not remembered any more. */
    public Optional<IssuedTokens> copies(String tokensId) {
        return copies.of(tokensId);
    }

    /** Enters issued tokens at the meter's gateway now; those of a credit come there by themselves. */
    public Outcome<TokenAnswer> deliver(String meter, String tokensId) throws InterruptedException {
        return gateways.deliver(meter, tokensId);
    }

    @Override
    public void close() {
        gateways.close();
        desk.close();
    }
}
