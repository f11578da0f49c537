package io.wattle.headend.peer;

import gurux.dlms.enums.Authentication;
import gurux.dlms.objects.GXDLMSAssociationShortName;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import java.util.HexFormat;

/** A meter on the Gurux library behind the TCP wrapper that is asked by short names. */
public final class GuruxShortMeter extends GuruxServer {
    private static final int ARGUMENTS = 2;

    private GuruxShortMeter(Authentication authentication, byte[] password) {
        super(association(password), new GXDLMSTcpUdpSetup());
        getSettings().setAuthentication(authentication);
        furnish();
    }

    private static GXDLMSAssociationShortName association(byte[] password) {
        GXDLMSAssociationShortName association = new GXDLMSAssociationShortName();
        association.setSecret(password);
        return association;
    }

    /**
     * Arguments, for one meter after the other: authentication as the library names it, password in hex digits.
     */
    public static void main(String[] args) throws Exception {
        GuruxPorts.open(args, ARGUMENTS, one -> new GuruxShortMeter(Authentication.valueOf(one[0]),
                HexFormat.of().parseHex(one[1])));
    }
}
