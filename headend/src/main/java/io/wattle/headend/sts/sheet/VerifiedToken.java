package io.wattle.headend.sts.sheet;

import io.wattle.headend.sts.Verification;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a security module says of a token, which has neither random bits nor anything of a key. Stateless. */
public final class VerifiedToken {
    private static final int FIRST_CURRENCY = 4;

    private VerifiedToken() {}

    /**
     * Its sheet.
     *
     * @param dates how to show a minute
     */
    public static TokenSheet sheet(Verification.Genuine genuine, TokenDates dates) {
        Map<String, Object> fields = new LinkedHashMap<>();
        token(genuine).map(token -> TokenSheet.of(token, dates).fields()).ifPresentOrElse(fields::putAll, () -> {
            fields.put("class", genuine.tokenClass());
            fields.put("subclass", genuine.subclass());
            fields.put("token", "part of a key change");
        });
        fields.remove("rnd");
        return new TokenSheet(fields);
    }

    private static Optional<Token> token(Verification.Genuine genuine) {
        if (genuine.tid().isEmpty() || genuine.valueBits().isEmpty()) {
            return Optional.empty();
        }
        TokenIdentifier tid = genuine.tid().get();
        int bits = genuine.valueBits().getAsInt();
        return genuine.tokenClass() == 0
                ? Optional.of(credit(genuine.subclass(), tid, bits))
                : Optional.ofNullable(switch (genuine.subclass()) {
                    case 0 -> new Token.SetMaximumPower(0, tid, new AmountCode(bits));
                    case 1 -> new Token.ClearCredit(0, tid, bits);
                    case 2 -> new Token.SetTariffRate(0, tid, bits);
                    case 5 -> new Token.ClearTamper(0, tid);
                    case 6 -> new Token.SetMaximumUnbalance(0, tid, new AmountCode(bits));
                    case 7 -> new Token.SetWaterFactor(0, tid, bits);
                    case 10 -> new Token.ExtendedSet(0, tid, bits >> 10, bits & 0x3FF);
                    default -> null;
                });
    }

    /** A currency amount has 20 bits: sign, exponent, mantissa. */
    private static Token credit(int subclass, TokenIdentifier tid, int bits) {
        Service service = List.of(Service.values()).get(subclass % FIRST_CURRENCY);
        return subclass < FIRST_CURRENCY
                ? new Token.UnitCredit(service, 0, tid, new AmountCode(bits))
                : new Token.CurrencyCredit(service, tid,
                        new CurrencyCode(bits >> 19 == 1, bits >> 14 & 0x1F, bits & 0x3FFF));
    }
}
