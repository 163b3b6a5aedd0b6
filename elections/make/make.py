"""Makes elections/NAME from ../shared/data: python3 elections/make/make.py NAME… (or `all`)."""

import importlib
import sys

NAMES = ["bolivia-2019", "spain-2019", "cambodia-rehearsal", "cambodia-2023"]


def main(arguments):
    chosen = NAMES if arguments == ["all"] else arguments
    unknown = [name for name in chosen if name not in NAMES]
    if unknown or not chosen:
        raise SystemExit(f"make: say which of {', '.join(NAMES)}, or all")
    for name in chosen:
        importlib.import_module(name.replace("-", "_")).make()
        print(f"elections/{name}", file=sys.stderr)


main(sys.argv[1:])
