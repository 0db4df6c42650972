// SampleDesign: the points wing as one import.

@_exported public import Domains
@_exported public import NumericalMethods
@_exported public import PointSets
@_exported public import SampleDesigns
@_exported public import SamplePlanning
@_exported public import Simulators
@_exported public import Spectra
