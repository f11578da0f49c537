package io.wattle.protocols.sts;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Any token and any key, from a seed that jqwik prints. */
final class TokenArbitraries {
    static final List<Class<? extends Token>> KINDS = List.of(Token.UnitCredit.class, Token.CurrencyCredit.class,
            Token.MeterTest.class, Token.SetMaximumPower.class, Token.ClearCredit.class, Token.SetTariffRate.class,
            Token.KeySection1.class, Token.KeySection2.class, Token.ClearTamper.class, Token.SetMaximumUnbalance.class,
            Token.SetWaterFactor.class, Token.KeySection3.class, Token.KeySection4.class, Token.ExtendedSet.class);

    private TokenArbitraries() {}

    static Arbitrary<Token> tokens() {
        return Arbitraries.of(KINDS).flatMap(kind -> Arbitraries.longs().map(seed -> token(kind, new Random(seed))));
    }

    static Arbitrary<DecoderKey> keys() {
        return Arbitraries.of(EncryptionAlgorithm.values())
                .flatMap(ea -> Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(ea.keyBytes())
                        .map(bytes -> new DecoderKey(ea, bytes)));
    }

    static Token token(Class<? extends Token> kind, Random any) {
        int random = any.nextInt(16);
        TokenIdentifier tid = new TokenIdentifier(any.nextInt(0x100_0000));
        int sixteen = any.nextInt(0x1_0000);
        Token.Service service = one(Token.Service.values(), any);
        return switch (KINDS.indexOf(kind)) {
            case 0 -> new Token.UnitCredit(service, random, tid, new AmountCode(sixteen));
            case 1 -> new Token.CurrencyCredit(service, tid,
                    new CurrencyCode(any.nextBoolean(), any.nextInt(32), any.nextInt(16_384)));
            case 2 -> test(one(Token.MeterTest.Form.values(), any), any);
            case 3 -> new Token.SetMaximumPower(random, tid, new AmountCode(sixteen));
            case 4 -> new Token.ClearCredit(random, tid, any.nextBoolean() ? any.nextInt(8) : Token.ClearCredit.ALL);
            case 5 -> new Token.SetTariffRate(random, tid, sixteen);
            case 6 -> new Token.KeySection1(any.nextInt(16), new KeyRevisionNumber(1 + any.nextInt(9)),
                    any.nextBoolean(), any.nextBoolean(), one(KeyType.values(), any), any.nextInt());
            case 7 -> new Token.KeySection2(any.nextInt(16), new TariffIndex(any.nextInt(100)), any.nextInt());
            case 8 -> new Token.ClearTamper(random, tid);
            case 9 -> new Token.SetMaximumUnbalance(random, tid, new AmountCode(sixteen));
            case 10 -> new Token.SetWaterFactor(random, tid, sixteen);
            case 11 -> new Token.KeySection3(any.nextLong(1L << 44));
            case 12 -> new Token.KeySection4(any.nextInt(0x1000), any.nextInt());
            case 13 -> new Token.ExtendedSet(random, tid, any.nextInt(64), any.nextInt(1024));
            default -> throw new AssertionError(kind);
        };
    }

    private static Token test(Token.MeterTest.Form form, Random any) {
        return new Token.MeterTest(form, any.nextLong(1L << form.controlBits),
                any.nextInt(1 << form.manufacturerBits()));
    }

    private static <T> T one(T[] of, Random any) {
        return List.of(of).get(any.nextInt(of.length));
    }
}
