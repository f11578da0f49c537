package io.wattle.headend.rekey;

import io.wattle.headend.registry.MeterSecrets;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.Map;
import java.util.Set;

/**
 * Brings a key into a meter that no association shows: the master key, or that for broadcasts. To send it once more does
 * no harm; and a meter that has the new master key already takes it under itself.
 */
final class WrappedKeyChange {
    private final Rekeying rekeying;
    private final String serial;
    private final SetupKey key;
    private final boolean resumed;

    /** @param resumed whether the meter may have it already */
    WrappedKeyChange(Rekeying rekeying, String serial, SetupKey key, boolean resumed) {
        this.rekeying = rekeying;
        this.serial = serial;
        this.key = key;
        this.resumed = resumed;
    }

    KeyChange bring() {
        MeterSecrets secrets = rekeying.secrets(serial);
        byte[] fresh = secrets.settled(Set.of(key.use())).find(key.use()).orElseThrow();
        Outcome<Boolean> sent = send(secrets, secrets.find(KeyUse.MASTER).orElseThrow(), fresh);
        boolean promised = sent instanceof Outcome.Refused<Boolean> && !resumed;
        if (key == SetupKey.MASTER && !(sent instanceof Outcome.Done<Boolean>) && !promised
                && send(secrets, fresh, fresh) instanceof Outcome.Done<Boolean> again) {
            sent = again;
        }
        return switch (sent) {
            case Outcome.Done<Boolean> _ -> {
                rekeying.keep(serial, secrets.settled(Set.of(key.use())), "settled");
                yield new KeyChange.Done("");
            }
            case Outcome.Refused<Boolean>(Refusal reason, String detail) when promised -> {
                rekeying.keep(serial, secrets.dropped(Set.of(key.use())), "dropped");
                yield new KeyChange.Refused("meter " + serial + " keeps its " + key.use().word() + ": " + reason
                        + ": " + detail);
            }
            case Outcome.Refused<Boolean>(Refusal reason, String detail) -> open(reason + ": " + detail);
            case Outcome.Unknown<Boolean>(Cause cause, String detail) -> open(cause + ": " + detail);
        };
    }

    private KeyChange open(String why) {
        return new KeyChange.Open("whether meter " + serial + " has its new " + key.use().word() + " is open: " + why
                + "; old and new are kept, run it again");
    }

    private Outcome<Boolean> send(MeterSecrets secrets, byte[] master, byte[] fresh) {
        return switch (rekeying.open(secrets)) {
            case Outcome.Done<CosemLink>(CosemLink link) -> rekeying.transfer(link, master, Map.of(key, fresh));
            // Nothing was sent; the key may still be in the meter from before.
            case Outcome.Refused<CosemLink>(Refusal reason, String detail) ->
                Outcome.unknown(Cause.CONNECTION_LOST, reason + ": " + detail);
            case Outcome.Unknown<CosemLink>(Cause cause, String detail) -> Outcome.unknown(cause, detail);
        };
    }
}
