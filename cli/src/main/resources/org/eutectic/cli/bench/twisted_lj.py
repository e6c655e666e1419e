"""The pair energy of lj-twist.eut for LAMMPS's pair_style python."""
from math import exp, sqrt


class TwistedLJ(object):
    def __init__(self):
        self.units = 'metal'

    def check_units(self, units):
        if units != self.units:
            raise Exception('these are metal units')

    def map_coeff(self, name, type):
        pass

    def compute_energy(self, rsq, itype, jtype):
        r = sqrt(rsq)
        s6 = (11.56 / rsq)**3
        y = (r - 5.1) / 0.4
        e = 0.0416 * s6 * (s6 - 1) + 0.002 * exp(-y * y)
        if r > 7:
            x = (r - 7) / 1.5
            e *= 1 - x * x * x * (10 + x * (6 * x - 15))
        return e

    def compute_force(self, rsq, itype, jtype):
        """-dE/dr over r."""
        r = sqrt(rsq)
        s6 = (11.56 / rsq)**3
        y = (r - 5.1) / 0.4
        bump = 0.002 * exp(-y * y)
        slope = -0.2496 * s6 * (2 * s6 - 1) / r - 5 * y * bump
        if r > 7:
            x = (r - 7) / 1.5
            slope = (slope * (1 - x * x * x * (10 + x * (6 * x - 15)))
                     - 20 * x * x * (1 - x) * (1 - x) * (0.0416 * s6 * (s6 - 1) + bump))
        return -slope / r
