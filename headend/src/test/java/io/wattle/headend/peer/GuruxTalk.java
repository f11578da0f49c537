package io.wattle.headend.peer;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXReplyData;
import gurux.dlms.enums.Authentication;
import gurux.dlms.secure.GXDLMSSecureClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** The Gurux library as a client behind the TCP wrapper, associated with one meter. */
final class GuruxTalk implements AutoCloseable {
    private final GXDLMSSecureClient client;
    private final Socket socket;

    private GuruxTalk(GXDLMSSecureClient client, Socket socket) {
        this.client = client;
        this.socket = socket;
    }

    /** Makes a client anew, for each of several tries. */
    interface Maker {
        GXDLMSSecureClient make(int tries) throws Exception;
    }

    /** Associates, and proves itself where it has to. */
    static GuruxTalk open(int port, Maker maker) throws Exception {
        for (int tries = 1;; tries++) {
            GXDLMSSecureClient client = maker.make(tries);
            GuruxTalk talk = new GuruxTalk(client, new Socket(InetAddress.getLoopbackAddress(), port));
            try {
                talk.associate();
                return talk;
            } catch (Exception broken) {
                talk.close();
                if (client.getAuthentication() != Authentication.HIGH_ECDSA || tries == PeerKeys.SIGNATURES_TRIED) {
                    throw broken;
                }
            }
        }
    }

    private void associate() throws Exception {
        socket.setSoTimeout(10_000);
        client.parseAareResponse(ask(client.aarqRequest()).getData());
        if (client.getAuthentication().getValue() > Authentication.LOW.getValue()) {
            client.parseApplicationAssociationResponse(
                    ask(PeerKeys.unheard(client::getApplicationAssociationRequest)).getData());
        }
    }

    GXDLMSSecureClient client() {
        return client;
    }

    /** What the meter answers. */
    GXReplyData ask(byte[][] frames) throws Exception {
        GXReplyData reply = new GXReplyData();
        for (byte[] frame : frames) {
            reply.clear();
            exchange(frame, reply);
            while (reply.isMoreData()) {
                exchange(client.receiverReady(reply), reply);
            }
        }
        if (!client.getUseLogicalNameReferencing()) {
            // By short names the library counts nothing itself.
            client.getCiphering().setInvocationCounter(client.getCiphering().getInvocationCounter() + 1);
        }
        if (reply.getError() != 0) {
            throw new IOException("the meter answered with error " + reply.getError());
        }
        return reply;
    }

    private void exchange(byte[] frame, GXReplyData reply) throws Exception {
        socket.getOutputStream().write(frame);
        GXByteBuffer heard = new GXByteBuffer();
        do {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new EOFException("the meter hung up");
            }
            heard.setUInt8(octet);
        } while (heard.size() < 8 || heard.size() < 8 + heard.getUInt16(6) || !client.getData(heard, reply));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
