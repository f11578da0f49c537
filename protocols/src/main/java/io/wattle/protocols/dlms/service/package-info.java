/**
 * The client's services as conversations of plain APDUs, free of sockets, keys and libraries: what is sent next, what the
 * replies come to, and how many references fit one request. Called by the association, which protects what is sent and
 * opens what comes.
 */
@NullMarked
package io.wattle.protocols.dlms.service;

import org.jspecify.annotations.NullMarked;
