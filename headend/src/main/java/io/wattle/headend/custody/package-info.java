/**
 * Keeps what proves the journal somewhere else: the head of its chain, and its old segments. Started and stopped by the
 * head-end.
 */
@NullMarked
package io.wattle.headend.custody;

import org.jspecify.annotations.NullMarked;
