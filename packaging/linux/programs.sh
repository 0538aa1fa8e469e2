#!/bin/sh
# Install the programs that a list names and that are not there: programs that tests ask, such as a real keyring, or that
# installers are made and tried with. It happens where nobody has to be asked for a password: by root, and where CI is
# set. Elsewhere, and if it fails, what needs them says so: tests are skipped, installers are not made.
#
#   sh packaging/linux/programs.sh packaging/linux/test-programs.txt
set -u

[ "$(uname)" = Linux ] || exit 0
packages=
while read -r program package; do
    case $program in '' | '#'*) continue ;; esac
    command -v "$program" >/dev/null || PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || packages="$packages $package"
done <"$1"

[ -n "$packages" ] && command -v apt-get >/dev/null || exit 0
if [ "$(id -u)" = 0 ]; then
    as_root=
elif [ -n "${CI:-}" ] && command -v sudo >/dev/null; then
    as_root="sudo -n"
else
    echo "Still lacking, and only root can install them:$packages"
    exit 0
fi

echo "Installing:$packages"
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=20 "$@" >/dev/null 2>&1
}
# shellcheck disable=SC2086  # the list is meant to fall into words
{
    apt install --yes --no-install-recommends $packages || { apt update && apt install --yes --no-install-recommends $packages; }
} || echo "They could not be installed; what needs them will say so."
