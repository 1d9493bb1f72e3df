#!/usr/bin/env bash
# Builds one native file: bash src/publish.sh linux-x64 → artifacts/linux-x64/xmppstate
# A native file is built on the system it is for; the compiler cannot cross from one to another.
set -uo pipefail
cd "$(dirname "$0")/.."
rid=${1:?usage: bash src/publish.sh RUNTIME, such as linux-x64, win-x64 or osx-arm64}
out=artifacts/$rid
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet publish src/XmppDesiredState.Cli -c Release -r "$rid" -p:PublishAot=true -o "$out" --nologo -v minimal >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
# YamlDotNet's deserializer reflects; we use its parser alone, which does not. Any other warning is ours to mend.
if grep -E 'warning IL[0-9]+' "$log" | grep -v "Assembly 'YamlDotNet' produced" >&2; then
  echo "src/publish.sh: trim or AOT warnings" >&2
  exit 1
fi
rm -f "$out"/*.xml "$out"/*.pdb
ls -l "$out"/xmppstate* | awk '{ print $NF, $5, "bytes" }'
