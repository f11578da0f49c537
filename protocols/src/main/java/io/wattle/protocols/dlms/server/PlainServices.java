package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import java.util.List;

/** The services of one open association, in clear. Not thread safe. */
interface PlainServices {

    /** Shorter blocks than such are not made, whatever the client says that it takes. */
    int BYTES_LEAST = 32;

    /**
     * The plain response to a plain request. Whatever the bytes are, never throws.
     *
     * @param bytesMax longest response that is not cut into blocks, {@link #BYTES_LEAST} at least
     */
    byte[] answer(byte[] plain, int bytesMax);

    /** What the device pushes because it was told to since this was asked last. */
    List<Push> takePushes();

    /** The client has the push with that id. */
    void confirmed(long id);

    /** What both sides offer, and the longest APDU that the client takes. */
    Initiate agreed();

    /** Those of that way of naming things. */
    static PlainServices of(Referencing referencing, CosemDevice device, AccessRights rights, Initiate agreed) {
        return switch (referencing) {
            case LOGICAL_NAMES -> new DeviceServices(device, rights, agreed);
            case SHORT_NAMES -> new ShortServices(device, rights, agreed);
        };
    }
}
