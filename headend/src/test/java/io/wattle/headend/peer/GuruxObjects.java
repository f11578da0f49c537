package io.wattle.headend.peer;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXReplyData;
import gurux.dlms.GXSimpleEntry;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSClock;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSLimiter;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSProfileGeneric;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.secure.GXDLMSSecureClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The Gurux library as a client over the wrapper: lists a meter's objects, reads its profile, writes its limit. */
public final class GuruxObjects {
    private final GXDLMSSecureClient client;
    private final Socket socket;

    private GuruxObjects(GXDLMSSecureClient client, Socket socket) {
        this.client = client;
        this.socket = socket;
    }

    /** Arguments: port, logical address, encryption key, authentication key, begin and end of the rows, longest APDU. */
    public static void main(String[] args) throws Exception {
        GXDLMSSecureClient client = new GXDLMSSecureClient(true, 1, Integer.parseInt(args[1]),
                Authentication.HIGH_GMAC, null, InterfaceType.WRAPPER);
        client.setIncreaseInvocationCounterForGMacAuthentication(true);
        client.getCiphering().setSecurity(Security.AUTHENTICATION_ENCRYPTION);
        client.getCiphering().setSystemTitle("GRX00001".getBytes(StandardCharsets.US_ASCII));
        client.getCiphering().setBlockCipherKey(HexFormat.of().parseHex(args[2]));
        client.getCiphering().setAuthenticationKey(HexFormat.of().parseHex(args[3]));
        client.getCiphering().setInvocationCounter(1_000);
        client.setMaxReceivePDUSize(Integer.parseInt(args[6]));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
            socket.setSoTimeout(10_000);
            new GuruxObjects(client, socket).run(Instant.parse(args[4]), Instant.parse(args[5]));
        }
    }

    private void run(Instant from, Instant to) throws Exception {
        client.parseAareResponse(ask(client.aarqRequest()).getData());
        client.parseApplicationAssociationResponse(ask(client.getApplicationAssociationRequest()).getData());
        client.parseObjects(ask(client.getObjectsRequest()).getData(), true);
        System.out.println("objects " + client.getObjects().size());
        GXDLMSProfileGeneric profile = new GXDLMSProfileGeneric("1.0.99.1.0.255");
        client.updateValue(profile, 3, ask(client.read(profile, 3)).getValue());
        System.out.println("columns " + profile.getCaptureObjects().size());
        client.updateValue(profile, 2,
                ask(client.readRowsByRange(profile, Date.from(from), Date.from(to))).getValue());
        System.out.println("by range " + profile.getBuffer().length);
        client.updateValue(profile, 2, ask(client.readRowsByEntry(profile, 2, 3)).getValue());
        System.out.println("by entry " + profile.getBuffer().length);
        List<Map.Entry<GXDLMSObject, Integer>> list = List.of(
                new GXSimpleEntry<>(new GXDLMSData("0.0.96.1.0.255"), 2),
                new GXSimpleEntry<>(new GXDLMSClock("0.0.1.0.0.255"), 2),
                new GXSimpleEntry<>(new GXDLMSRegister("1.0.1.8.0.255"), 2));
        System.out.println("list " + ((List<?>) ask(client.readList(list)).getValue()).size());
        GXDLMSLimiter limiter = new GXDLMSLimiter("0.0.17.0.0.255");
        client.updateValue(limiter, 4, ask(client.read(limiter, 4)).getValue());
        limiter.setThresholdNormal(3_300L);
        limiter.setDataType(4, gurux.dlms.enums.DataType.UINT32);
        ask(client.write(limiter, 4));
        System.out.println("limit " + ask(client.read(limiter, 4)).getValue());
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
        } while (!isWhole(heard) || !client.getData(heard, reply));
    }

    /** Version, two ports and the length stand before the APDU. */
    private static boolean isWhole(GXByteBuffer heard) {
        return heard.size() >= 8 && heard.size() == 8 + heard.getUInt16(6);
    }
}
