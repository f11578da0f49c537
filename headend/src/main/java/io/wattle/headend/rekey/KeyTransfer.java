package io.wattle.headend.rekey;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.security.SymmetricKeys;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.dlms.setup.SetupKey;
import io.wattle.protocols.meter.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** Keys in one call of key_transfer, each wrapped under the master key (RFC 3394). */
final class KeyTransfer {
    private KeyTransfer() {}

    /** Done if the meter says that it took them. */
    static Outcome<Boolean> send(CosemLink link, byte[] master, Map<SetupKey, byte[]> keys) {
        Map<SetupKey, byte[]> wrapped = new EnumMap<>(SetupKey.class);
        keys.forEach((key, bytes) -> wrapped.put(key, SymmetricKeys.wrap(master, bytes)));
        return link.call(new CosemLink.Call(SecuritySetup.KEY_TRANSFER, SecuritySetup.keys(wrapped)))
                .toCompletableFuture()
                .join()
                .map(_ -> true);
    }
}
