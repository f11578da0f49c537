/**
 * A payment provider in this process, for tests and the demo: it speaks as a gateway does, over HTTP on this machine, takes no
 * money, and can be told to fail in each way that a real one can. Refused in production.
 *
 * <p>Opened where the head-end is put together, and by tests.
 */
@NullMarked
package io.wattle.headend.provider.embedded;

import org.jspecify.annotations.NullMarked;
