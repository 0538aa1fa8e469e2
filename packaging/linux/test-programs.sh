#!/bin/sh
# Tests that ask a real keyring need one: gnome-keyring, and dbus to reach it. They are installed where nobody has to be
# asked for a password: by root, and where CI is set. Elsewhere, and if it fails, those tests are skipped and say why.
set -u

[ "$(uname)" = Linux ] || exit 0
here=$(dirname "$0")
packages=
while read -r program package; do
    case $program in '' | '#'*) continue ;; esac
    command -v "$program" >/dev/null || packages="$packages $package"
done <"$here/test-programs.txt"

[ -n "$packages" ] && command -v apt-get >/dev/null || exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=
elif [ -n "${CI:-}" ] && command -v sudo >/dev/null; then
    as_root="sudo -n"
else
    exit 0
fi

echo "Installing for the tests:$packages"
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 "$@" >/dev/null 2>&1
}
# shellcheck disable=SC2086  # the list is meant to fall into words
{
    apt install --yes --no-install-recommends $packages || { apt update && apt install --yes --no-install-recommends $packages; }
} || echo "They could not be installed; the tests that need them are skipped."
