"""EMG and nerve conduction: what a study would find, when, and what it would conclude.

Geometry says which root or nerve is caught, tables which muscle and which potential that reaches;
the conclusion is drawn from the findings alone, as a reader of the study has to.
"""

from l45anatomy.electrodiagnosis.conclusion import Lesion, Rival, Verdict
from l45anatomy.electrodiagnosis.record import Record
from l45anatomy.electrodiagnosis.study import Study, UnknownStructureError, study

__all__ = ["Lesion", "Record", "Rival", "Study", "UnknownStructureError", "Verdict", "study"]
