/** Structures made from crystals. */
package org.eutectic.md.build;
