package io.wattle.ledger;

/**
 * What there is to say to somebody who waits, once what it rests on is durable.
 *
 * @param request whose it is
 * @param say says it; runs on a thread of the receivers', may read the journal, and may run receivers' own code
 */
record Delivery(Request request, Runnable say) {

    /** Says instead that the ledger has stopped. */
    Delivery refused() {
        return new Delivery(request, request::refuseStopped);
    }
}
