/** Makes structures: supercells, slabs, alloys, vacancies, polycrystals. All of it depends on nothing but what is asked for and a seed. */
package org.eutectic.md.build;
