package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.time.Duration;

/**
 * What kind of STS meter it is; does not change in its life. Immutable.
 *
 * @param service what it takes credit for: ELECTRICITY, WATER or GAS
 * @param identifiersMax how many token identifiers it remembers, 1..64
 * @param madeAt identifier of the minute of manufacture: older tokens are refused
 * @param checksKeyExpiry whether it refuses tokens made with a key that had expired; the standard leaves that open
 * @param keyChangeTimeout how long it waits for the next section of a key change, 1 s..1 day
 * @param gatewayForm how its token gateway wants a token
 * @param gatewayProcessing how long its token gateway takes over a token, 0..1 h
 */
public record KeypadProfile(MeterPan pan, Token.Service service, int identifiersMax, TokenIdentifier madeAt,
        boolean checksKeyExpiry, Duration keyChangeTimeout, TokenForm gatewayForm, Duration gatewayProcessing) {
    /** As most meters are said to have. */
    public static final int IDENTIFIERS = 50;

    static final int IDENTIFIERS_MAX = 64; // as many as there is memory for

    public KeypadProfile {
        if (service == Token.Service.TIME) {
            throw new IllegalArgumentException("service must be ELECTRICITY, WATER or GAS, was: " + service);
        }
        check("identifiersMax", identifiersMax, 1, IDENTIFIERS_MAX);
        check("keyChangeTimeout in s", keyChangeTimeout.toSeconds(), 1, Duration.ofDays(1).toSeconds());
        check("gatewayProcessing in ms", gatewayProcessing.toMillis(), 0, Duration.ofHours(1).toMillis());
    }

    /** Fifty identifiers, ten minutes for a key change, expiry checked; a gateway that takes BCD10 and answers at once. */
    public static KeypadProfile of(MeterPan pan, Token.Service service, TokenIdentifier madeAt) {
        return new KeypadProfile(pan, service, IDENTIFIERS, madeAt, true, Duration.ofMinutes(10), TokenForm.BCD10,
                Duration.ZERO);
    }

    /** The same with another gateway. */
    public KeypadProfile withGateway(TokenForm form, Duration processing) {
        return new KeypadProfile(pan, service, identifiersMax, madeAt, checksKeyExpiry, keyChangeTimeout, form,
                processing);
    }

    /** The same with room for another number of identifiers, 1..64. */
    public KeypadProfile withIdentifiersMax(int other) {
        return new KeypadProfile(pan, service, other, madeAt, checksKeyExpiry, keyChangeTimeout, gatewayForm,
                gatewayProcessing);
    }

    /** The same, taking tokens whatever the key's expiry number says. */
    public KeypadProfile withoutKeyExpiry() {
        return new KeypadProfile(pan, service, identifiersMax, madeAt, false, keyChangeTimeout, gatewayForm,
                gatewayProcessing);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + ".." + most + ", was: " + value);
        }
    }
}
