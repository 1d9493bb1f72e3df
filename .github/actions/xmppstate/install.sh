#!/usr/bin/env bash
# Finds the program that is there, or downloads the one of a release and compares it with the checksum that the caller pinned.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/say.sh"

if [ -n "$PROGRAM" ]; then
  found=$(command -v -- "$PROGRAM") || fail "xmppstate is not there" "path is $PROGRAM, and there is no such program."
  # A step may run in another folder.
  case $found in /* | [A-Za-z]:*) ;; *) found=$PWD/$found ;; esac
  output program "$found"
  exit 0
fi

[[ $VERSION =~ ^v[0-9][0-9A-Za-z.+-]*$ ]] || fail "No version" "Give path, or version such as v1.2.3 together with sha256." 64
[[ $SHA256 =~ ^[0-9a-fA-F]{64}$ ]] || fail "No checksum" "Give sha256 for $VERSION: 64 hexadecimal digits, from the release when you pinned it." 64
[[ $REPOSITORY =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] || fail "No repository" "Give repository as OWNER/NAME." 64

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) asset=xmppstate-linux-x64 ;;
  Linux-aarch64) asset=xmppstate-linux-arm64 ;;
  Darwin-arm64) asset=xmppstate-osx-arm64 ;;
  MINGW*-x86_64 | MSYS*-x86_64) asset=xmppstate-win-x64.exe ;;
  *) fail "No program for this runner" "There is no native file for $(uname -s) on $(uname -m): install the dotnet tool and give path." ;;
esac

folder=$(mktemp -d "$RUNNER_TEMP/xmppstate-XXXXXX")
gh release download "$VERSION" --repo "$REPOSITORY" --pattern "$asset" --dir "$folder"
sum() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi; }
[ "$(sum "$folder/$asset" | cut -c1-64)" = "$(tr '[:upper:]' '[:lower:]' <<<"$SHA256")" ] || fail "Another program" "$asset of $REPOSITORY $VERSION has not the checksum that was pinned. It was not run."
chmod +x "$folder/$asset"
output program "$folder/$asset"
