"""The criteria sets and worksheets of the library pass what it asks of those of others."""

from __future__ import annotations

import pytest

from toimintamalli import instruments, worksheets
from toimintamalli.testing import InstrumentContract, WorksheetContract

pytestmark = pytest.mark.slow

for _name in instruments.BUNDLED:
    globals()[f"Test_{_name}"] = type(f"Test_{_name}", (InstrumentContract,), {"instrument": _name})
for _name in worksheets.BUNDLED:
    _class = f"TestWorksheet_{_name}"
    _said = {"worksheet": _name, "is_filled": _name != "johdon-tiivistelma"}
    globals()[_class] = type(_class, (WorksheetContract,), _said)
