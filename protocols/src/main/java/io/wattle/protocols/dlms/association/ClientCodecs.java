package io.wattle.protocols.dlms.association;

/** Makes one codec for one association. Safe for use by many threads. */
@FunctionalInterface
public interface ClientCodecs {
    /** A new codec; it copies what it needs of the plan's keys. */
    ClientCodec open(AssociationPlan plan);
}
