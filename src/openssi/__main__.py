"""Run the command line with ``python -m openssi``."""

from openssi.cli import main

if __name__ == "__main__":
    main()
