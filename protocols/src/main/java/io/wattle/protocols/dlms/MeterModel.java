package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.object.CosemModel;
import io.wattle.protocols.sts.TokenForm;
import java.util.List;

/**
 * Where a kind of meter keeps what we ask it for (names of IEC 62056-61, classes of IEC 62056-6-2). What differs from
 * maker to maker belongs here and nowhere else.
 *
 * @param service what is measured
 * @param serialNumber object of class 1 that holds the serial number
 * @param clock object of class 8
 * @param register object of class 3 that counts since the meter was made
 * @param account object of class 111 that says what the credit is counted in
 * @param credit object of class 112 that holds the balance
 * @param relay object of class 70
 * @param invocationCounter object of class 1 that holds the last counter the meter took from the management client
 * @param publicClient wrapper port of the client that reads it, 1..65535
 * @param tokenGateway object of class 115 that takes tokens, in meters that do
 * @param tokenForm how a token stands in the octet string that it takes
 * @param objects where it keeps what goes beyond a reading
 */
public record MeterModel(Service service, ObisCode serialNumber, ObisCode clock, ObisCode register, ObisCode account,
        ObisCode credit, ObisCode relay, ObisCode invocationCounter, int publicClient, ObisCode tokenGateway,
        TokenForm tokenForm, CosemModel objects) {
    private static final MeterModel ELECTRICITY = standard(Service.ELECTRICITY, "1.0.1.8.0.255");
    private static final MeterModel WATER = standard(Service.WATER, "8.0.1.0.0.255");
    private static final MeterModel GAS = standard(Service.GAS, "7.0.3.0.0.255");

    /** What a meter measures; it settles the unit of its register and of a balance that is no money. */
    public enum Service {
        /** Active energy, in watt-hours above this package. */
        ELECTRICITY,
        /** Volume of water, in litres above this package. */
        WATER,
        /** Volume of gas, in litres above this package. */
        GAS
    }

    /** The standard's own names, active energy import. */
    public static MeterModel electricity() {
        return ELECTRICITY;
    }

    /** The standard's own names, volume of cold water. */
    public static MeterModel water() {
        return WATER;
    }

    /** The standard's own names, volume of gas that went forward, whether disturbed or not, as the meter measured it. */
    public static MeterModel gas() {
        return GAS;
    }

    private static MeterModel standard(Service service, String register) {
        return new MeterModel(service, new ObisCode("0.0.96.1.0.255"), new ObisCode("0.0.1.0.0.255"),
                new ObisCode(register), new ObisCode("0.0.19.0.0.255"), new ObisCode("0.0.19.10.0.255"),
                new ObisCode("0.0.96.3.10.255"), new ObisCode("0.0.43.1.0.255"), 16,
                new ObisCode("0.0.19.40.0.255"), TokenForm.BCD10, CosemModel.standard());
    }

    /** The same for a maker who wants tokens in another form. */
    public MeterModel withTokenForm(TokenForm other) {
        return other == tokenForm
                ? this
                : new MeterModel(service, serialNumber, clock, register, account, credit, relay, invocationCounter,
                        publicClient, tokenGateway, other, objects);
    }

    /** Everything of one reading, in the order that {@link MeterReadout} takes it; at most ten, which any meter takes. */
    List<CosemAttribute> readingAttributes() {
        return List.of(serialAttribute(), clockAttribute(), registerAttribute(),
                new CosemAttribute(3, register, 3), creditAttribute(), currencyAttribute(), relayAttribute());
    }

    /**
     * The same for a meter that takes no lists, with the register once more behind the balance: if it stood still, the
     * two belong together.
     */
    List<CosemAttribute> readingAttributesOneByOne() {
        return List.of(serialAttribute(), clockAttribute(), new CosemAttribute(3, register, 3), currencyAttribute(),
                registerAttribute(), creditAttribute(), registerAttribute(), relayAttribute());
    }

    CosemAttribute registerAttribute() {
        return new CosemAttribute(3, register, 2);
    }

    CosemAttribute serialAttribute() {
        return new CosemAttribute(1, serialNumber, 2);
    }

    CosemAttribute clockAttribute() {
        return new CosemAttribute(8, clock, 2);
    }

    CosemAttribute creditAttribute() {
        return new CosemAttribute(112, credit, 2); // current_credit_amount
    }

    CosemAttribute currencyAttribute() {
        return new CosemAttribute(111, account, 15); // currency: name, scale, unit
    }

    CosemAttribute relayAttribute() {
        return new CosemAttribute(70, relay, 3); // control_state
    }

    CosemAttribute counterAttribute() {
        return new CosemAttribute(1, invocationCounter, 2);
    }

    CosemAttribute tokenAttribute() {
        return new CosemAttribute(115, tokenGateway, 2); // token
    }

    CosemAttribute tokenStatusAttribute() {
        return new CosemAttribute(115, tokenGateway, 6); // token_status
    }

    CosemMethod enterToken() {
        return new CosemMethod(115, tokenGateway, 1);
    }

    CosemMethod updateAmount() {
        return new CosemMethod(112, credit, 1);
    }

    CosemMethod remoteDisconnect() {
        return new CosemMethod(70, relay, 1);
    }

    CosemMethod remoteReconnect() {
        return new CosemMethod(70, relay, 2);
    }
}
