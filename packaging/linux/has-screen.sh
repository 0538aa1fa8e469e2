#!/bin/sh
# Succeed if a window could be seen by a person: there is a screen, and this is no automatic run.
[ -z "${CI:-}" ] || exit 1
[ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]
