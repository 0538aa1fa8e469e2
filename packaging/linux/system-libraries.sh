#!/bin/sh
# Make sure that the shared libraries Qt takes from a Linux system are there, that one font is, and that Python can
# make a virtual environment. What is there already is left alone; only what is missing is installed, and only on
# Debian-like systems. Elsewhere the missing ones are named.
#
#   sh packaging/linux/system-libraries.sh [PYTHON]
set -eu

[ "$(uname)" = Linux ] || exit 0
python=${1:-python3}
here=$(dirname "$0")
PATH=$PATH:/usr/sbin:/sbin

known=$(ldconfig -p 2>/dev/null || true)
libraries=
packages=

while read -r library package; do
    case $library in '' | '#'*) continue ;; esac
    case $known in
        *"	$library "*) ;;
        *) libraries="$libraries $library" packages="$packages $package" ;;
    esac
done <"$here/libraries.txt"

if [ -z "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts" \
    -name '*.[ot]tf' -print 2>/dev/null | head -n 1)" ]; then
    libraries="$libraries (a font)" packages="$packages fontconfig fonts-dejavu-core"
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    libraries="$libraries (Python's venv)" packages="$packages python$version-venv"
fi

[ -n "$packages" ] || exit 0
echo "This system still lacks:$libraries"

if ! command -v apt-get >/dev/null; then
    echo "Please install them with the system's own package manager. Going on without them."
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    echo "Qt, which draws the window, takes them from the system. Installing them needs root, so sudo may ask for your password."
    as_root=sudo
else
    echo "Installing them needs root, and there is no sudo. Ask an administrator to run this, then try again:"
    echo "  apt-get install --no-install-recommends$packages"
    exit 1
fi

echo "Installing:$packages"
# shellcheck disable=SC2086  # the list is meant to fall into words
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -qq $packages >/dev/null
}
# A fresh image has no package lists yet, an old one may have outdated ones: renew them only if it fails without.
install 2>/dev/null || { $as_root apt-get update -qq && install; }
