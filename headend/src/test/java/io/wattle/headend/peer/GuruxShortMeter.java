package io.wattle.headend.peer;

import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSAssociationShortName;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A meter on the Gurux library behind the TCP wrapper that is asked by short names. */
public final class GuruxShortMeter extends GuruxServer {
    private static final int ARGUMENTS = 4;

    private GuruxShortMeter(String[] args) {
        super(association(HexFormat.of().parseHex(args[2])), new GXDLMSTcpUdpSetup());
        getSettings().setAuthentication(Authentication.valueOf(args[0]));
        getCiphering().setSecurity(Security.valueOf(args[1]));
        getCiphering().setSystemTitle("GRX00002".getBytes(StandardCharsets.US_ASCII));
        getCiphering().setBlockCipherKey(HexFormat.of().parseHex(args[3]));
        getCiphering().setAuthenticationKey(HexFormat.of().parseHex(args[3]));
        furnish();
    }

    /** By short names the library counts nothing itself. */
    @Override
    void beforeAnswer() {
        getCiphering().setInvocationCounter(getCiphering().getInvocationCounter() + 1);
    }

    private static GXDLMSAssociationShortName association(byte[] password) {
        GXDLMSAssociationShortName association = new GXDLMSAssociationShortName();
        association.setSecret(password);
        return association;
    }

    /**
     * Arguments, for one meter after the other: authentication and security as the library names them, password and key in
     * hex digits.
     */
    public static void main(String[] args) throws Exception {
        GuruxPorts.open(args, ARGUMENTS, GuruxShortMeter::new);
    }
}
