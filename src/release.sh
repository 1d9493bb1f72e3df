#!/usr/bin/env bash
# Makes what a release consists of, in one folder. Each part by itself, since native files are built on the systems they are for:
#   bash src/release.sh check v0.1.0             the tag is the version that is built
#   bash src/release.sh native linux-x64 DIR     DIR/xmppstate-linux-x64
#   bash src/release.sh package DIR [ARGUMENT…]  DIR/xmppstate.VERSION.nupkg, DIR/xmppstate.cdx.json; further arguments go to dotnet pack
#   bash src/release.sh checksums DIR            DIR/SHA256SUMS, of everything else in it
set -euo pipefail
cd "$(dirname "$0")/.."
sbom_tool=6.3.1 # CycloneDX for .NET, Apache-2.0
fail() { echo "src/release.sh: $*" >&2; exit 1; }

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
[ -n "$version" ] || fail "Directory.Build.props has no Version"
part=${1:-}
shift || true

case $part in
  check)
    [ "${1:-}" = "v$version" ] || fail "the tag is '${1:-}', and the version in Directory.Build.props $version: it must be v$version"
    ;;
  native)
    rid=${1:?which runtime, such as linux-x64} out=${2:?into which folder}
    bash src/publish.sh "$rid"
    mkdir -p "$out"
    case $rid in win-*) suffix=.exe ;; *) suffix= ;; esac
    cp "artifacts/$rid/xmppstate$suffix" "$out/xmppstate-$rid$suffix"
    [ "$("$out/xmppstate-$rid$suffix" --version)" = "$version" ] || fail "xmppstate-$rid$suffix does not say that it is $version"
    ;;
  package)
    out=${1:?into which folder}
    shift
    mkdir -p "$out"
    dotnet pack src/XmppDesiredState.Cli -c Release -o "$out" --nologo -v quiet "$@"
    tools=artifacts/tools/cyclonedx-$sbom_tool
    [ -d "$tools" ] || dotnet tool install CycloneDX --version "$sbom_tool" --tool-path "$tools" >&2
    # The packages that the program is made of; those that only its build uses are marked as excluded.
    "$tools/dotnet-CycloneDX" src/XmppDesiredState.Cli/XmppDesiredState.Cli.csproj --disable-package-restore \
      --set-name xmppstate --set-version "$version" --spec-version 1.6 --output-format Json --output "$out" --filename xmppstate.cdx.json >&2
    ;;
  checksums)
    cd "${1:?of which folder}"
    rm -f SHA256SUMS
    files=$(find . -type f ! -name '.*' | sed 's:^\./::' | LC_ALL=C sort)
    [ -n "$files" ] || fail "there is nothing to release"
    while IFS= read -r file; do sha256sum -- "$file"; done <<<"$files" >.sums
    mv .sums SHA256SUMS
    ;;
  *) fail "which part? check, native, package or checksums" ;;
esac
