/**
 * Builds the security module that the configuration asks for, with the memory in front. Called where the head-end is put
 * together.
 */
@NullMarked
package io.wattle.headend.sts.setup;

import org.jspecify.annotations.NullMarked;
