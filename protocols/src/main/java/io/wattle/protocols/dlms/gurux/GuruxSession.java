package io.wattle.protocols.dlms.gurux;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXDLMSClient;
import gurux.dlms.GXReplyData;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSProfileGeneric;
import gurux.dlms.secure.GXDLMSSecureClient;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A session as the library's own examples hold it: blocking, one thread, one after the other. Nobody polls with it;
 * {@code wattle bench poll} measures beside it. HLS5 and suite 0. Used by one thread at a time.
 */
public final class GuruxSession implements AutoCloseable {
    /** Held here so that the level is not forgotten with the logger. The library logs challenges and proofs. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("gurux.dlms");

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    private final GXDLMSSecureClient client;
    private final GuruxWire wire;
    private final GXByteBuffer received = new GXByteBuffer();

    private interface Request {
        byte[][] frames() throws GeneralSecurityException;
    }

    private GuruxSession(GuruxWire wire, int server, byte[] title, DlmsKeys keys, long counter) {
        this.wire = wire;
        client = new GXDLMSSecureClient(true, 1, server, Authentication.HIGH_GMAC, null, InterfaceType.WRAPPER);
        client.setIncreaseInvocationCounterForGMacAuthentication(true); // else two messages share a nonce
        client.getCiphering().setSecurity(Security.AUTHENTICATION_ENCRYPTION);
        client.getCiphering().setSystemTitle(title);
        client.getCiphering().setBlockCipherKey(keys.encryptionKey());
        client.getCiphering().setAuthenticationKey(keys.authenticationKey());
        client.getCiphering().setInvocationCounter(counter);
    }

    /**
     * Associates.
     *
     * @param wire closed with the session; stays the caller's if this fails
     * @param server wrapper port of the meter
     * @param title of the client, 8 bytes
     * @param counter first invocation counter
     */
    public static GuruxSession open(GuruxWire wire, int server, byte[] title, DlmsKeys keys, long counter)
            throws IOException {
        GuruxSession session = new GuruxSession(wire, server, title, keys, counter);
        try {
            session.client.parseAareResponse(session.ask(session.client::aarqRequest).getData());
            session.client.parseApplicationAssociationResponse(
                    session.ask(session.client::getApplicationAssociationRequest).getData());
            return session;
        } catch (GeneralSecurityException broken) {
            throw new IOException("association failed", broken);
        }
    }

    /**
     * The attribute's value as the library's object has it once it was told, times as times; what the function makes of it.
     *
     * @param columns of the profile, if it is one: attributes that the reader knows from an earlier session
     */
    public <T> T get(CosemAttribute attribute, List<CosemAttribute> columns, Function<Object, T> use)
            throws IOException {
        GXDLMSObject object = object(attribute);
        if (object instanceof GXDLMSProfileGeneric profile) {
            columns.forEach(column -> profile.addCaptureObject(object(column), column.attribute(), 0));
        }
        GXReplyData reply = ask(() -> client.read(object, attribute.attribute()));
        try {
            return use.apply(
                    Objects.requireNonNull(client.updateValue(object, attribute.attribute(), reply.getValue())));
        } catch (Exception foreign) {
            throw new IOException("value cannot be read: " + foreign, foreign);
        }
    }

    private static GXDLMSObject object(CosemAttribute attribute) {
        GXDLMSObject object = GXDLMSClient.createObject(ObjectType.forValue(attribute.classId()));
        object.setLogicalName(attribute.name().dotted());
        return object;
    }

    /** Takes leave, waits for the meter's, and closes. */
    @Override
    public void close() {
        try (wire) {
            ask(client::releaseRequest);
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException("leave could not be taken", gone);
        }
    }

    private GXReplyData ask(Request request) throws IOException {
        GXReplyData reply = new GXReplyData();
        try {
            for (byte[] frame : request.frames()) {
                exchange(frame, reply);
            }
            while (reply.isMoreData()) {
                exchange(client.receiverReady(reply), reply);
            }
        } catch (GeneralSecurityException | RuntimeException foreign) {
            throw new IOException("library refused: " + foreign, foreign);
        }
        if (reply.getError() != 0) {
            throw new IOException("meter refused with " + reply.getError());
        }
        return reply;
    }

    private void exchange(byte[] frame, GXReplyData reply) throws IOException {
        received.clear();
        wire.exchange(frame, bytes -> {
            received.set(bytes);
            try {
                return client.getData(received, reply, new GXReplyData());
            } catch (Exception foreign) {
                throw new IOException("reply cannot be read: " + foreign, foreign);
            }
        });
    }
}
