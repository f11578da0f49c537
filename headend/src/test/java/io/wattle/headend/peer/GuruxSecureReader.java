package io.wattle.headend.peer;

import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Conformance;
import gurux.dlms.enums.InterfaceType;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSData;
import gurux.dlms.objects.GXDLMSObject;
import gurux.dlms.objects.GXDLMSRegister;
import gurux.dlms.objects.enums.SecuritySuite;
import gurux.dlms.secure.GXDLMSSecureClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The Gurux library as a client behind the TCP wrapper, with one kind of security; says what it saw. */
public final class GuruxSecureReader {
    static final int ARGUMENTS = 11;

    /** A form of ciphering: global, and nothing set that the library does not ask for; it begins at 0. */
    static final String AS_IT_COMES = "as-it-comes";

    private GuruxSecureReader() {}

    /**
     * Arguments, for one meter after the other: authentication and security as the library names them, suite, encryption
     * key, authentication key, password in hex digits, form of ciphering, {@code short-names} or
     * {@link #AS_IT_COMES}, port, logical address;
     * its private key for signatures and the meter's public one, in hex digits.
     */
    public static void main(String[] args) throws Exception {
        for (int first = 0; first < args.length; first += ARGUMENTS) {
            try (GuruxTalk talk = talk(Arrays.copyOfRange(args, first, first + ARGUMENTS))) {
                if (!talk.client().getUseLogicalNameReferencing()) {
                    talk.client().parseObjects(talk.ask(talk.client().getObjectsRequest()).getData(), true);
                }
                System.out.println("serial " + new String((byte[]) read(talk, new GXDLMSData("0.0.96.1.0.255")),
                        StandardCharsets.US_ASCII));
                System.out.println("register " + read(talk, new GXDLMSRegister("1.0.1.8.0.255")));
                talk.client().setUseProtectedRelease(true); // of ciphered associations
                talk.ask(talk.client().releaseRequest());
                System.out.println("released");
            }
        }
    }

    static GuruxTalk talk(String[] args) throws Exception {
        return GuruxTalk.open(Integer.parseInt(args[7]), tries -> client(args, 1_000 * tries));
    }

    private static GXDLMSSecureClient client(String[] args, int counter) throws Exception {
        GXDLMSSecureClient client = new GXDLMSSecureClient(!args[6].equals("short-names"), 1, Integer.parseInt(args[8]),
                Authentication.valueOf(args[0]), null, InterfaceType.WRAPPER);
        client.setPassword(HexFormat.of().parseHex(args[5]));
        client.setIncreaseInvocationCounterForGMacAuthentication(!args[6].equals(AS_IT_COMES));
        client.getCiphering().setSecuritySuite(SecuritySuite.forValue(Integer.parseInt(args[2])));
        client.getCiphering().setSecurity(Security.valueOf(args[1]));
        client.getCiphering().setSystemTitle("GRX00001".getBytes(StandardCharsets.US_ASCII));
        client.getCiphering().setBlockCipherKey(HexFormat.of().parseHex(args[3]));
        client.getCiphering().setAuthenticationKey(HexFormat.of().parseHex(args[4]));
        if (!args[6].equals(AS_IT_COMES)) {
            client.getCiphering().setInvocationCounter(counter);
        }
        if (args[6].equals("dedicated")) {
            client.getCiphering().setDedicatedKey("dedicated key 16".getBytes(StandardCharsets.US_ASCII));
        } else if (args[6].equals("dedicated32")) {
            client.getCiphering()
                    .setDedicatedKey("dedicated key 16dedicated key 16".getBytes(StandardCharsets.US_ASCII));
        }
        if (args[6].equals("general-glo")) {
            client.getProposedConformance().add(Conformance.GENERAL_PROTECTION);
        }
        if (!args[9].equals(PeerKeys.NONE)) {
            client.getCiphering().setSigningKeyPair(PeerKeys.pair(args[9], args[10]));
        }
        return client;
    }

    private static Object read(GuruxTalk talk, GXDLMSObject object) throws Exception {
        GXDLMSObject known = talk.client().getUseLogicalNameReferencing()
                ? object
                : talk.client().getObjects().findByLN(object.getObjectType(), object.getLogicalName());
        return talk.ask(talk.client().read(known, 2)).getValue();
    }
}
