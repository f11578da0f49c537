package io.wattle.headend.link;

import java.net.URI;

/** DLMS over loopback TCP to a meter that is asked by short names. */
final class ShortNamesLinkBench extends DlmsLinkBench {

    @Override
    URI uri() {
        return URI.create(fleet().meters().getFirst().uri() + "&referencing=sn&methods=112:60,115:40");
    }

    /** The list of short names. */
    @Override
    int repliesBefore() {
        return 1;
    }
}
