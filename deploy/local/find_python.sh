#!/bin/sh
# Print the path of a Python that can make this project's virtual environment: 3.11 or newer,
# with venv, ensurepip, ssl and sqlite3. PYTHON= names one; otherwise the usual names are tried.
# The system's own comes first: distributions build theirs with optimisations that a version manager's
# compiler leaves out, and it runs everything in three quarters of the time.
# A name on PATH is believed only when it runs: version managers leave names there that do not.

if [ -n "$PYTHON" ]; then
    set -- "$PYTHON"
else
    set -- /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.14 python
fi

too_old=''
incomplete=''
for name; do
    version=$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        too_old=${too_old:-"$name is Python $version"}
    elif "$name" -c 'import ensurepip, sqlite3, ssl, sys, venv; print(sys.executable)' 2>/dev/null; then
        exit 0
    else
        incomplete=${incomplete:-"$name (Python $version)"}
    fi
done

if [ -n "$incomplete" ]; then
    echo "$incomplete cannot make virtual environments. On Debian: apt-get install python3-venv;" \
        "or name another Python with PYTHON=/path/to/python." >&2
else
    echo "HistoryQA needs Python 3.11 or newer (${too_old:-none was found under the name ${PYTHON:-python3}})." \
        "Install one, or name it with PYTHON=/path/to/python." >&2
fi
exit 1
