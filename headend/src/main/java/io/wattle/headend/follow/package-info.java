/**
 * Threads that read the journal in order and act on it: the desks, the read store, the story of the demo.
 */
@NullMarked
package io.wattle.headend.follow;

import org.jspecify.annotations.NullMarked;
