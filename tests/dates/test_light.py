"""The room is light to enter: the parser library comes with the first rule, not with the import."""

import subprocess
import sys


def test_importing_the_room_loads_no_parser_library() -> None:
    program = "import sys, seasonal_ops.dates; print(sorted({'lark', 'rapidfuzz'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
