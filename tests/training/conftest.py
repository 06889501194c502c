from __future__ import annotations

import sys
from pathlib import Path

# Training is no part of the installed package; it is run, and tested, from the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
