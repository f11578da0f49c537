package io.wattle.headend.registry;

import io.wattle.ledger.token.TokenTerms;
import io.wattle.protocols.sts.value.DecoderReferenceNumber;
import io.wattle.protocols.sts.value.MeterPan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The columns by which a list of meters says how one reads STS tokens, in the words of the standard. All but {@code pan},
 * {@code drn}, {@code kt}, {@code ken} and {@code zone} must be there for a meter that has one of the first two. Stateless.
 */
public final class TokenColumns {
    /** In the order in which we write them. */
    public static final List<String> NAMES = List.of("pan", "drn", "sgc", "ti", "krn", "kt", "ken", "base_date", "dkga",
            "ea", "zone");
    private static final Map<String, String> COLUMN_OF = Map.of("meterPan", "pan", "supplyGroup", "sgc", "tariffIndex",
            "ti", "keyRevision", "krn", "keyType", "kt", "keyExpiry", "ken", "baseYear", "base_date", "keyGeneration",
            "dkga", "encryption", "ea");
    private static final String UNIQUE_KEY = "2";
    private static final String NEVER = "255";

    private TokenColumns() {}

    /**
     * What the columns of one meter say; empty if it reads no tokens.
     *
     * @param values by column name; what is missing counts as empty
     * @throws IllegalArgumentException naming the column
     */
    public static Optional<TokenTerms> terms(Map<String, String> values) {
        String pan = value(values, "pan", "");
        String drn = value(values, "drn", "");
        if (pan.isEmpty() && drn.isEmpty()) {
            refuseAlone(values);
            return Optional.empty();
        }
        if (!pan.isEmpty() && !drn.isEmpty()) {
            throw new IllegalArgumentException("pan and drn name the same thing: give one of them");
        }
        String digits = pan.isEmpty() ? MeterPan.of(new DecoderReferenceNumber(drn)).digits() : pan;
        TokenTerms terms = inColumns(() -> new TokenTerms(digits, required(values, "sgc"), required(values, "ti"),
                number(values, "krn", ""), number(values, "kt", UNIQUE_KEY), number(values, "ken", NEVER),
                number(values, "base_date", ""), required(values, "dkga"), required(values, "ea"),
                value(values, "zone", "UTC")));
        TokenKeys.identity(terms); // refuses what has no key
        return Optional.of(terms);
    }

    /** Who reads the file knows its columns, and not the ledger's words for them. */
    private static TokenTerms inColumns(Supplier<TokenTerms> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage());
            String word = said.substring(0, Math.max(0, said.indexOf(' ')));
            throw new IllegalArgumentException(COLUMN_OF.getOrDefault(word, word) + said.substring(word.length()), e);
        }
    }

    /** The terms as fields, in the order of {@link #NAMES}. */
    public static String write(TokenTerms terms) {
        return String.join(",", terms.meterPan(), "", terms.supplyGroup(), terms.tariffIndex(),
                Integer.toString(terms.keyRevision()), Integer.toString(terms.keyType()),
                Integer.toString(terms.keyExpiry()), Integer.toString(terms.baseYear()), terms.keyGeneration(),
                terms.encryption(), terms.zone());
    }

    private static void refuseAlone(Map<String, String> values) {
        for (String name : NAMES) {
            if (!value(values, name, "").isEmpty()) {
                throw new IllegalArgumentException(name + " is for meters that read tokens: give pan or drn, too");
            }
        }
    }

    private static int number(Map<String, String> values, String name, String standard) {
        String value = value(values, name, standard);
        if (!value.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException(name + " must be a whole number, was: " + value);
        }
        return Integer.parseInt(value);
    }

    private static String required(Map<String, String> values, String name) {
        String value = value(values, name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " must be there for a meter that reads tokens");
        }
        return value;
    }

    private static String value(Map<String, String> values, String name, String standard) {
        String value = values.getOrDefault(name, "");
        return value.isEmpty() ? standard : value;
    }
}
