"""What the product costs, measured beside others in the same run; never timed tests.

The segments in `kits` are found as if they were installed by whoever imports this package, and by no one else.
"""

import sys
from pathlib import Path

KITS = Path(__file__).parent / "kits"

if str(KITS) not in sys.path:
    sys.path.append(str(KITS))
