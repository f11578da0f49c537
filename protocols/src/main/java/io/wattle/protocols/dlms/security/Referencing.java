package io.wattle.protocols.dlms.security;

/** How objects are named: the first thing that an application context says. */
public enum Referencing {
    /** By class, logical name and number; services GET, SET, ACTION. */
    LOGICAL_NAMES,
    /** By a number of 16 bits that the meter gave each attribute; services Read and Write. */
    SHORT_NAMES
}
