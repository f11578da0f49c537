/**
 * What a token says, for people and as JSON, without a part of any key. Called by the command line.
 */
@NullMarked
package io.wattle.headend.sts.sheet;

import org.jspecify.annotations.NullMarked;
