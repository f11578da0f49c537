package io.wattle.headend.sts.vector;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers conformance vectors one by one. Keeps nothing of them; used by one thread. */
public final class VectorComputer {
    private final TokenCodec codec;
    private final VectorPrimitive primitives;

    /** With the tables of EA07 that the class path has. */
    public VectorComputer() {
        TokenCipher cipher = TokenCipher.standard();
        codec = new TokenCodec(cipher);
        primitives = new VectorPrimitive(cipher);
    }

    /**
     * Answers each vector as soon as it is read; one that cannot be computed is answered, too.
     *
     * @param name of the file, for messages
     * @throws BadVectorFileException where it is no JSON array; the vectors before that have been answered
     */
    public void compute(InputStream in, String name, Consumer<Answer> answers) {
        VectorReader.read(in, name, (place, vector) -> answers.accept(answer(place, vector)));
    }

    Answer answer(long place, JsonNode vector) {
        Object id = id(place, vector);
        if (!vector.isObject()) {
            return new Answer.Failed(id, "vector: must be an object");
        }
        try {
            return computed(id, new VectorFields("", vector));
        } catch (BadVectorException bad) {
            return new Answer.Failed(id, bad.sentence());
        } catch (BadStsValueException bad) {
            return new Answer.Failed(id, bad.field() + ": " + bad.reason());
        }
    }

    private Answer computed(Object id, VectorFields vector) {
        String kind = vector.text("kind");
        return switch (kind) {
            case "credit" -> encrypted(id, vector, VectorToken::credit);
            case "currency" -> encrypted(id, vector, VectorToken::currency);
            case "mgmt" -> encrypted(id, vector, VectorToken::management);
            case "class1" -> new Answer.Tokens(id, List.of(codec.encode(VectorToken.test(vector)).digits()));
            case "kct" -> new Answer.Tokens(id,
                    VectorKeyChange.tokens(codec, vector).stream().map(token -> token.digits()).toList());
            case "crc" -> new Answer.Value(id, "crc", VectorPrimitive.crc(vector));
            case "luhn" -> new Answer.Value(id, "check", VectorPrimitive.checkDigit(vector));
            case "dk" -> new Answer.Value(id, "dk", VectorPrimitive.decoderKey(vector));
            case "misty1" -> new Answer.Value(id, "cipher", primitives.misty1(vector));
            case "sta-sample" -> new Answer.Value(id, "token66", primitives.sample(vector));
            default -> throw vector.bad("kind", "must be credit, currency, mgmt, kct, class1, crc, luhn, dk, misty1"
                    + " or sta-sample");
        };
    }

    private Answer encrypted(Object id, VectorFields vector, Function<VectorFields, Token> maker) {
        try (DecoderKey key = VectorKeys.decoderKey(vector.inner("cfg"))) {
            return new Answer.Tokens(id, List.of(codec.encode(maker.apply(vector), key).digits()));
        }
    }

    private static Object id(long place, JsonNode vector) {
        JsonNode id = vector.path("id");
        if (id.isTextual()) {
            return id.textValue();
        }
        if (id.isIntegralNumber()) {
            return id.bigIntegerValue();
        }
        return id.isNumber() ? id.decimalValue() : "#" + place;
    }
}
