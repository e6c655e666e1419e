/** Properties that come of runs at a temperature: thermal expansion, drift of the energy, melting. */
package org.eutectic.md.thermal;
