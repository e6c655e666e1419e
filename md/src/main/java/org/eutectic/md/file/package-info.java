/** Output files that bear their names only when they are whole. */
package org.eutectic.md.file;
