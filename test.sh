#!/usr/bin/env bash
# Builds everything and runs all tests. On Debian and Ubuntu, it installs Chromium if you have no browser.
# Needs the .NET 10 SDK and Node 20.19, 22.13, 24 or newer. Results: artifacts/test-results. A failed browser test leaves a folder in artifacts/failures.
set -euo pipefail
cd "$(dirname "$0")"

fail() { echo "test.sh: $*" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

command -v dotnet >/dev/null || fail "The .NET SDK is missing. Install .NET 10: https://dotnet.microsoft.com/download"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a == 20 && b >= 19 || a == 22 && b >= 13 || a >= 24 ? 0 : 1)' 2>/dev/null \
  || fail "Node 20.19, 22.13, 24 or newer is missing. Install it: https://nodejs.org/en/download"

# The same paths as in tests/EndToEnd.Harness/Browsers/Browser.cs.
browser_is_there() {
  [ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] || [ -x /usr/bin/google-chrome ] || [ -x /usr/bin/microsoft-edge ] || [ -x /snap/bin/chromium ] \
    || [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Microsoft Edge.app" ]
}
install() { as_root apt-get install -y -qq "$1" >/dev/null 2>&1; }
if ! browser_is_there; then
  command -v apt-get >/dev/null || fail "No Chrome, Edge or Chromium is installed. Install one."
  echo "test.sh: installing Chromium"
  as_root apt-get update -qq
  install chromium-headless-shell || install chromium || install chromium-browser || true
  browser_is_there || fail "Chromium could not be installed. Run this to see why: apt-get install chromium"
elif [ -n "${CI:-}" ] && [ ! -x /usr/bin/chromium-headless-shell ] && command -v apt-get >/dev/null; then
  # Only Debian has this package. Tests take half as long as with a full browser.
  as_root apt-get update -qq && install chromium-headless-shell || true
fi

# In CI, skipped tests fail. engine.sh provides Docker, Redis and the image under test.
skips=off
if [ -n "${CI:-}" ]; then
  . tests/Container.Tests/engine.sh
  trap stop_engine EXIT
  start_engine
  skips=on
fi

results=artifacts/test-results
rm -rf "$results" artifacts/failures artifacts/matrix.md

dotnet build --nologo -clp:NoSummary

# The programs end within minutes, so recompiling hot methods costs more than it saves. This runtime setting is not documented.
export DOTNET_TC_CallCounting=0

# One test program at a time: the browsers of the end-to-end tests need both cores of a small machine.
status=0
dotnet test --no-build --max-parallel-test-modules 1 --report-xunit-trx --results-directory "$PWD/$results" --fail-skips $skips || status=$?

# The JavaScript tests. The build has installed the packages.
report="$PWD/$results/webclient.json"
(cd WebClient && npm run --silent lint && npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$report") || status=$?

# The behavior that this run proved for each kind of token.
[ ! -f artifacts/matrix.md ] || cat artifacts/matrix.md

# Totals from the reports: <Counters … passed="7" failed="0" … notExecuted="0" /> of each test program, "numPassedTests":7 of Vitest.
sum() {
  {
    cat "$results"/*.trx | grep -o '<Counters [^>]*' | grep -o " $1=\"[0-9]*\""
    cat "$results"/*.json | grep -o "\"num$2Tests\":[0-9]*"
    true
  } 2>/dev/null | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}
passed=$(sum passed Passed)
echo "$passed passed, $(sum failed Failed) failed, $(sum notExecuted Pending) skipped"
[ "$passed" -gt 0 ] || fail "No test ran."
[ -z "$(grep -L '<Counters' "$results"/*.trx)" ] || fail "A test program crashed, so these totals do not include its tests. See the output above."
exit "$status"
