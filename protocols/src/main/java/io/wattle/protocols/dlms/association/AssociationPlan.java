package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.security.GlobalKeys;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How to associate.
 *
 * @param client wrapper port of the client, 1..65535
 * @param server wrapper port of the meter's logical device, 1..65535
 * @param clientTitle our system title, 8 bytes
 * @param keys HLS5 with ciphering if given, else no security at all; not copied, the giver wipes them
 * @param apduBytesMax longest APDU we take, 64..65535
 */
public record AssociationPlan(int client, int server, byte[] clientTitle, Optional<GlobalKeys> keys, int apduBytesMax) {

    public AssociationPlan {
        if (clientTitle.length != 8) {
            throw new IllegalArgumentException("clientTitle must have 8 bytes, has " + clientTitle.length);
        }
        clientTitle = clientTitle.clone();
    }

    @Override
    public byte[] clientTitle() {
        return clientTitle.clone();
    }

    /** Is every APDU of the association ciphered? */
    public boolean ciphered() {
        return keys.isPresent();
    }

    @Override
    public String toString() {
        return "AssociationPlan[client=" + client + ", server=" + server + ", title="
                + HexFormat.of().formatHex(clientTitle) + ", ciphered=" + ciphered() + "]";
    }
}
