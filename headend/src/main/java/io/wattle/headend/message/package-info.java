/**
 * Tells customers: hands messages to the utility's own gateway (SMS, e-mail) over HTTP. At least once each, in order, with
 * a name by which the gateway knows a repeat.
 */
@NullMarked
package io.wattle.headend.message;

import org.jspecify.annotations.NullMarked;
