"""``make test``: finds or installs what the tests need, runs everything, stops what it started.

The standard library only, because it also runs before anything is installed.

- ``__main__``: the command; what happens on failure and on Ctrl-C
- ``steps``: the list of checks and tests
- ``tools``: PostgreSQL, Chromium, Java and npm on this machine, or from Debian's packages
- ``postgres``, ``chromium``, ``html_checker``: one tool each
- ``processes``: running commands and ending them with all their children
- ``migrations``: the check of the migrations
"""
