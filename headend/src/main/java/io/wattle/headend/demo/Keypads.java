package io.wattle.headend.demo;

import io.wattle.headend.HeadEnd;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The customers whose meters have nothing but a keypad: they are handed a token with each sale, and key it in. Also one of
 * before a restart: a meter takes no token twice.
 */
final class Keypads {
    private final HeadEnd headEnd;
    private final Fleet fleet;
    private final Set<String> serials;
    private final Teller teller;

    Keypads(HeadEnd headEnd, Fleet fleet, List<FleetMeter> meters, Teller teller) {
        this.headEnd = headEnd;
        this.fleet = fleet;
        this.serials = meters.stream().map(FleetMeter::serial).collect(Collectors.toUnmodifiableSet());
        this.teller = teller;
    }

    void follow(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            for (Fact fact : entry.facts()) {
                if (fact instanceof Fact.TokensIssued issued && serials.contains(issued.meter())) {
                    headEnd.issuedTokens(issued.tokensId()).forEach(token -> enter(entry, issued.meter(), token));
                }
            }
        }
    }

    private void enter(LedgerEntry entry, String meter, TokenDigits token) {
        ResultCode code = fleet.enterToken(meter, token.digits()).result();
        if (code.accepts()) {
            teller.tell("token-entered", meter, entry.time(), "The customer keys the token in, and the meter takes it.",
                    Map.of("result", code.name()));
        }
    }
}
