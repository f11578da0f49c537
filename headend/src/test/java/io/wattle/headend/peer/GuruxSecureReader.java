package io.wattle.headend.peer;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXReplyData;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.objects.enums.SecuritySuite;
import gurux.dlms.secure.GXDLMSSecureClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The Gurux library as a client behind the TCP wrapper, with one kind of security; says what it saw. */
public final class GuruxSecureReader {
    private static final int ARGUMENTS = 11;
    private final GXDLMSSecureClient client;
    private final Socket socket;

    private GuruxSecureReader(GXDLMSSecureClient client, Socket socket) {
        this.client = client;
        this.socket = socket;
    }

    /**
     * Arguments, for one meter after the other: authentication and security as the library names them, suite, encryption
     * key, authentication key, password in hex digits, form of ciphering or {@code short-names}, port, logical address;
     * its private key for signatures and the meter's public one, in hex digits.
     */
    public static void main(String[] args) throws Exception {
        for (int first = 0; first < args.length; first += ARGUMENTS) {
            String[] one = Arrays.copyOfRange(args, first, first + ARGUMENTS);
            for (int tries = 1;; tries++) {
                try {
                    read(one, 1_000 * tries);
                    break;
                } catch (Exception broken) {
                    if (one[9].equals(PeerKeys.NONE) || tries == PeerKeys.SIGNATURES_TRIED) {
                        throw broken;
                    }
                }
            }
        }
    }

    private static void read(String[] args, int counter) throws Exception {
        GXDLMSSecureClient client = new GXDLMSSecureClient(!args[6].equals("short-names"), 1, Integer.parseInt(args[8]),
                Authentication.valueOf(args[0]), null, InterfaceType.WRAPPER);
        client.setPassword(HexFormat.of().parseHex(args[5]));
        client.setIncreaseInvocationCounterForGMacAuthentication(true);
        client.getCiphering().setSecuritySuite(SecuritySuite.forValue(Integer.parseInt(args[2])));
        client.getCiphering().setSecurity(Security.valueOf(args[1]));
        client.getCiphering().setSystemTitle("GRX00001".getBytes(StandardCharsets.US_ASCII));
        client.getCiphering().setBlockCipherKey(HexFormat.of().parseHex(args[3]));
        client.getCiphering().setAuthenticationKey(HexFormat.of().parseHex(args[4]));
        client.getCiphering().setInvocationCounter(counter);
        if (args[6].equals("dedicated")) {
            client.getCiphering().setDedicatedKey("dedicated key 16".getBytes(StandardCharsets.US_ASCII));
        } else if (args[6].equals("general-glo")) {
            client.getProposedConformance().add(Conformance.GENERAL_PROTECTION);
        }
        if (!args[9].equals(PeerKeys.NONE)) {
            client.getCiphering().setSigningKeyPair(PeerKeys.pair(args[9], args[10]));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[7]))) {
            socket.setSoTimeout(10_000);
            new GuruxSecureReader(client, socket).run();
        }
    }

    private void run() throws Exception {
        client.parseAareResponse(ask(client.aarqRequest()).getData());
        if (client.getAuthentication().getValue() > Authentication.LOW.getValue()) {
            client.parseApplicationAssociationResponse(
                    ask(PeerKeys.unheard(client::getApplicationAssociationRequest)).getData());
        }
        if (!client.getUseLogicalNameReferencing()) {
            client.parseObjects(ask(client.getObjectsRequest()).getData(), true);
        }
        System.out.println("serial " + new String((byte[]) read(new GXDLMSData("0.0.96.1.0.255"), 2),
                StandardCharsets.US_ASCII));
        System.out.println("register " + read(new GXDLMSRegister("1.0.1.8.0.255"), 2));
    }

    private Object read(GXDLMSObject object, int attribute) throws Exception {
        GXDLMSObject known = client.getUseLogicalNameReferencing()
                ? object
                : client.getObjects().findByLN(object.getObjectType(), object.getLogicalName());
        return ask(client.read(known, attribute)).getValue();
    }

    private GXReplyData ask(byte[][] frames) throws Exception {
        GXReplyData reply = new GXReplyData();
        for (byte[] frame : frames) {
            reply.clear();
            exchange(frame, reply);
            while (reply.isMoreData()) {
                exchange(client.receiverReady(reply), reply);
            }
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
}
