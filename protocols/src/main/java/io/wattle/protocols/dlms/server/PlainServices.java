package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import java.util.List;

/** The services of one open association, in clear. Not thread safe. */
interface PlainServices {
    int REPLY_BYTES_LEAST = 32; // what a client says who takes less cannot be kept to

    /**
     * The plain response to a plain request. Whatever the bytes are, never throws.
     *
     * @param whole whether it may be longer than an APDU
     */
    byte[] answer(byte[] plain, boolean whole);

    /** What the device pushes because it was told to since this was asked last. */
    List<Push> takePushes();

    /** The client has the push with that id. */
    void confirmed(long id);

    /** Longest APDU that the client takes. */
    int apduBytesMax();

    /**
     * Those of that way of naming things.
     *
     * @param protectionBytes by how many a protected reply is longer than a plain one, at most
     */
    static PlainServices of(Referencing referencing, CosemDevice device, AccessRights rights, Initiate agreed,
            int protectionBytes) {
        int replyBytesMax = Math.max(REPLY_BYTES_LEAST, agreed.apduBytesMax() - protectionBytes);
        return switch (referencing) {
            case LOGICAL_NAMES -> new DeviceServices(device, rights, agreed, replyBytesMax);
            case SHORT_NAMES -> new ShortServices(device, rights, agreed, replyBytesMax);
        };
    }
}
