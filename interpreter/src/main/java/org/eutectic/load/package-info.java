/** From files of the language to models: imports, inheritance, data from the field's own files, and the check of names. */
package org.eutectic.load;
