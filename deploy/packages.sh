# Sourced by ./run and ./test: checks for Debian packages and installs the missing ones.
# shellcheck shell=bash

say() { printf 'kindline: %s\n' "$*" >&2; }

# as_root COMMAND...: as it is when we are root, else by sudo; sudo may ask for a password only at a terminal.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo "$@"
  else
    return 126
  fi
}

# A Debian package may start its service as soon as it is unpacked. We start what we need ourselves, on ports of our own.
forbid_service_start() {
  [ -e /usr/sbin/policy-rc.d ] && return 1
  printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null && as_root chmod 755 /usr/sbin/policy-rc.d
}

# want_packages "what is lost without them" PACKAGE...: never fails; says in plain words what could not be had.
want_packages() {
  local lost=$1 package missing=()
  shift
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is not Debian; these have to be there already: $*"
    return 0
  fi
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "${KINDLINE_INSTALL:-1}" = 0 ]; then
    say "not installed, and KINDLINE_INSTALL=0 forbids it: ${missing[*]}. $lost"
    return 0
  fi

  say "installing ${missing[*]}"
  local guarded=0 apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Dpkg::Use-Pty=0 -q -y)
  if as_root true 2>/dev/null; then
    forbid_service_start && guarded=1
    if ! { as_root "${apt[@]}" update && as_root "${apt[@]}" install --no-install-recommends "${missing[@]}"; } </dev/null >&2; then
      # One that cannot be had must not keep the others away.
      for package in "${missing[@]}"; do
        as_root "${apt[@]}" install --no-install-recommends "$package" </dev/null >/dev/null 2>&1 ||
          say "could not install $package: apt-get refused (its words are above). $lost Going on without."
      done
    fi
    [ "$guarded" = 1 ] && as_root rm -f /usr/sbin/policy-rc.d
  else
    say "could not install ${missing[*]}: neither root nor sudo. $lost Going on without; an administrator can run: apt-get install --no-install-recommends ${missing[*]}"
  fi
  return 0
}

# The .NET SDK of global.json and Node 20 or newer are the two things that we do not install ourselves.
need_toolchain() {
  if ! command -v dotnet >/dev/null; then
    say "the .NET SDK 10 is missing: install it (https://dotnet.microsoft.com/download) and start again"
    exit 10
  fi
  if ! command -v npm >/dev/null; then
    say "Node.js 20 or newer with npm is missing: install it (https://nodejs.org) and start again"
    exit 10
  fi
}

# Loopback never goes through a proxy.
export NO_PROXY="${NO_PROXY:+$NO_PROXY,}localhost,127.0.0.1,::1"
export no_proxy="$NO_PROXY"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
