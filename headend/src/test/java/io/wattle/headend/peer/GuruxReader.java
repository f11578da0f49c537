package io.wattle.headend.peer;

import gurux.dlms.GXByteBuffer;
import gurux.dlms.GXDLMSClient;
import gurux.dlms.GXReplyData;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.DataType;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.ObjectType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.secure.GXDLMSSecureClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The Gurux library as a client with its own HDLC: reads a meter, loads credit, and says what it saw. */
public final class GuruxReader {
    private final GXDLMSSecureClient client;
    private final Socket socket;

    private GuruxReader(GXDLMSSecureClient client, Socket socket) {
        this.client = client;
        this.socket = socket;
    }

    /**
     * Arguments: port, physical address, encryption key, authentication key, credit to load, longest information field,
     * and {@code mode-e} for a sign-on before HDLC.
     */
    public static void main(String[] args) throws Exception {
        GXDLMSSecureClient client = new GXDLMSSecureClient(true, 1,
                GXDLMSClient.getServerAddress(1, Integer.parseInt(args[1])), Authentication.HIGH_GMAC, null,
                InterfaceType.HDLC);
        client.getCiphering().setSecurity(Security.AUTHENTICATION_ENCRYPTION);
        client.getCiphering().setSystemTitle("GRX00001".getBytes(StandardCharsets.US_ASCII));
        client.getCiphering().setBlockCipherKey(HexFormat.of().parseHex(args[2]));
        client.getCiphering().setAuthenticationKey(HexFormat.of().parseHex(args[3]));
        client.getCiphering().setInvocationCounter(1_000);
        client.getHdlcSettings().setMaxInfoTX(Integer.parseInt(args[5]));
        client.getHdlcSettings().setMaxInfoRX(Integer.parseInt(args[5]));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))) {
            socket.setSoTimeout(10_000);
            if (args.length > 6) {
                signOn(socket);
            }
            new GuruxReader(client, socket).run(Integer.parseInt(args[4]));
        }
    }

    /** As clause 6.4.5 has it; over TCP nothing changes its speed. */
    private static void signOn(Socket socket) throws IOException {
        socket.getOutputStream().write("/?!\r\n".getBytes(StandardCharsets.US_ASCII));
        System.out.println("presents itself as " + line(socket));
        socket.getOutputStream().write("\006252\r\n".getBytes(StandardCharsets.US_ASCII));
        System.out.println("agrees to " + line(socket).substring(1));
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = socket.getInputStream().read(); octet != '\n'; octet = socket.getInputStream().read()) {
            if (octet < 0) {
                throw new EOFException("the meter hung up");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private void run(int credit) throws Exception {
        client.parseUAResponse(ask(client.snrmRequest()).getData());
        client.parseAareResponse(ask(client.aarqRequest()).getData());
        client.parseApplicationAssociationResponse(ask(client.getApplicationAssociationRequest()).getData());
        System.out.println("serial " + new String((byte[]) read(new GXDLMSData("0.0.96.1.0.255"), 2),
                StandardCharsets.US_ASCII));
        System.out.println("register " + read(new GXDLMSRegister("1.0.1.8.0.255"), 2));
        System.out.println("before " + credit());
        ask(client.method("0.0.19.10.0.255", ObjectType.CREDIT, 1, credit, DataType.INT32));
        System.out.println("after " + credit());
        ask(client.disconnectRequest(true));
    }

    private Object credit() throws Exception {
        GXDLMSObject credit = GXDLMSClient.createObject(ObjectType.CREDIT);
        credit.setLogicalName("0.0.19.10.0.255");
        return read(credit, 2);
    }

    private Object read(GXDLMSObject object, int attribute) throws Exception {
        return ask(client.read(object, attribute)).getValue();
    }

    private GXReplyData ask(byte[][] frames) throws Exception {
        GXReplyData reply = new GXReplyData();
        for (byte[] frame : frames) {
            reply.clear();
            ask(frame, reply);
        }
        return reply;
    }

    private GXReplyData ask(byte[] frame) throws Exception {
        GXReplyData reply = new GXReplyData();
        ask(frame, reply);
        return reply;
    }

    private void ask(byte[] frame, GXReplyData reply) throws Exception {
        exchange(frame, reply);
        while (reply.isMoreData()) {
            exchange(reply.isStreaming() ? new byte[0] : client.receiverReady(reply), reply);
        }
        if (reply.getError() != 0) {
            throw new IOException("the meter answered with error " + reply.getError());
        }
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
        } while (octet(heard) != 0x7E || heard.size() < 5 || !client.getData(heard, reply));
    }

    private static int octet(GXByteBuffer heard) {
        return heard.getUInt8(heard.size() - 1);
    }
}
