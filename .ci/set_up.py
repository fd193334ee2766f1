"""flask setup, then flask demo --if-empty, in one process: importing the portal takes longer than both of them."""

import sys

from flask.cli import cli

for words in (["setup"], ["demo", "--if-empty"]):
    # The portal is put together anew, with the secrets that setup may just have made.
    sys.modules.pop("wsgi", None)
    cli.main(args=words, prog_name="flask", standalone_mode=False)
