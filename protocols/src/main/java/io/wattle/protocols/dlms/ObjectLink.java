package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A DLMS conversation whose objects can be read as they are: every link that {@link DlmsConnector} opens is one. */
public interface ObjectLink extends MeterLink {

    /**
     * Values of attributes, in the order asked: as of one instant if the meter takes several in one GET, else one after
     * the other. Whether it is the meter that is meant, the caller finds out.
     *
     * @param attributes 1..10
     */
    CompletionStage<Outcome<List<GetResult>>> get(List<CosemAttribute> attributes);
}
