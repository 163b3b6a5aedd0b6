"""Makes elections/NAME from ../shared/data: python3 elections/make/make.py NAME… (or `all`)."""

import importlib
import sys

NAMES = ["bolivia-2019", "spain-2019", "cambodia-rehearsal", "cambodia-rehearsal-2018", "cambodia-2023", "portugal-2025-councils", "portugal-2025-assemblies", "portugal-2025", "norway-2013", "georgia-2012-lists",
         "georgia-2012", "mexico-2012", "cambodia-2027", "cambodia-2028"]

# What a module makes more than one of.
MODULES = {"cambodia-rehearsal": ("cambodia_rehearsal", "rehearsal"), "cambodia-rehearsal-2018": ("cambodia_rehearsal", "earlier"),
           "portugal-2025-councils": ("portugal_2025", "councils"), "portugal-2025-assemblies": ("portugal_2025", "assemblies"),
           "portugal-2025": ("portugal_2025", "both"),
           "georgia-2012": ("georgia_2012", "both"), "georgia-2012-lists": ("georgia_2012", "lists"),
           "cambodia-2027": ("cambodia_next", "communes"), "cambodia-2028": ("cambodia_next", "assembly")}


def main(arguments):
    chosen = NAMES if arguments == ["all"] else arguments
    unknown = [name for name in chosen if name not in NAMES]
    if unknown or not chosen:
        raise SystemExit(f"make: say which of {', '.join(NAMES)}, or all")
    for name in chosen:
        module, *part = MODULES.get(name, (name.replace("-", "_"),))
        importlib.import_module(module).make(*part)
        print(f"elections/{name}", file=sys.stderr)


main(sys.argv[1:])
