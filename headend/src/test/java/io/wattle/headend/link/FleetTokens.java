package io.wattle.headend.link;

import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import io.wattle.simulator.scenario.StsPlan;
import java.time.Instant;
import java.time.ZoneOffset;

/** Tokens for a simulated electricity meter, sold with the fleet's own test keys. */
public final class FleetTokens {
    private static final TokenCodec CODEC = new TokenCodec(TokenCipher.standard());

    private FleetTokens() {}

    /** Credit for tenths of a kilowatt-hour, of the minute {@code at}. */
    public static MeterToken credit(Fleet fleet, FleetMeter meter, StsPlan plan, Instant at, long tenths) {
        try (VendingKey vending = fleet.vendingKey(plan.vending());
                DecoderKey key = vending.decoderKey(meter.firstKey().orElseThrow())) {
            Token token = new Token.UnitCredit(Token.Service.ELECTRICITY, 5,
                    TokenIdentifier.free(at, plan.vending().baseDate(), ZoneOffset.UTC), AmountCode.atLeast(tenths));
            return new MeterToken(CODEC.encode(token, key).digits());
        }
    }
}
