package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.security.SecurityTerms;

/**
 * What a meter asks of one of its clients. Of the terms, mechanism and suite are what the client must have; the
 * policy, and signing, are the least that his messages must have; the form of ciphering is for him to choose, and answers
 * come in the same.
 *
 * @param mayChange whether he may do more than read
 */
public record ClientTerms(SecurityTerms terms, boolean mayChange) {}
