#!/usr/bin/env bash
# Builds everything and runs every test, the browser tests too. On Debian and Ubuntu it installs a browser if there is none.
# Needs the .NET 10 SDK and Node 20.19, 22.13, 24 or newer. Results: artifacts/test-results, and for each failed browser test a folder in artifacts/failures.
set -euo pipefail
cd "$(dirname "$0")"

fail() { echo "test.sh: $*" >&2; exit 1; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

command -v dotnet >/dev/null || fail "The .NET SDK is missing. Install .NET 10: https://dotnet.microsoft.com/download"
node -e 'const [a, b] = process.versions.node.split("."); process.exit(a == 20 && b >= 19 || a == 22 && b >= 13 || a >= 24 ? 0 : 1)' 2>/dev/null \
  || fail "Node 20.19, 22.13 or 24 is missing (or newer of these). Install it: https://nodejs.org/en/download"

# The same places as in tests/EndToEnd.Harness/Browsers/Browser.cs.
browser_is_there() {
  [ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] || [ -x /usr/bin/google-chrome ] || [ -x /usr/bin/microsoft-edge ] || [ -x /snap/bin/chromium ] \
    || [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Microsoft Edge.app" ]
}
install() { as_root apt-get install -y -qq "$1" >/dev/null 2>&1; }
if ! browser_is_there; then
  command -v apt-get >/dev/null || fail "No Chrome, Edge or Chromium was found. Install one."
  echo "test.sh: installing Chromium"
  as_root apt-get update -qq
  install chromium-headless-shell || install chromium || install chromium-browser || true
  browser_is_there || fail "Chromium could not be installed. See why: apt-get install chromium"
elif [ -n "${CI:-}" ] && [ ! -x /usr/bin/chromium-headless-shell ] && command -v apt-get >/dev/null; then
  # Debian's shell of Chromium needs half the time of a whole browser. Elsewhere there is none.
  as_root apt-get update -qq && install chromium-headless-shell || true
fi

# In CI nothing may be skipped: tests/Container.Tests/engine.sh brings Docker, Redis and the image under test.
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

# The programs live for minutes: no method is compiled a second time, better, as that costs more than it brings. The runtime knows this setting; its documents do not.
export DOTNET_TC_CallCounting=0

# One test program at a time: the end-to-end tests need both cores of a small machine for their browsers.
status=0
dotnet test --no-build --max-parallel-test-modules 1 --report-xunit-trx --results-directory "$PWD/$results" --fail-skips $skips || status=$?

# The page's own checks. The build has installed its packages.
report="$PWD/$results/webclient.json"
(cd WebClient && npm run --silent lint && npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$report") || status=$?

# What was proved with which SDK, in this run.
[ ! -f artifacts/matrix.md ] || cat artifacts/matrix.md

# The totals are the test runners' own: <Counters … passed="7" failed="0" … notExecuted="0" /> in each report, "numPassedTests":7 in Vitest's.
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
[ -z "$(grep -L '<Counters' "$results"/*.trx)" ] || fail "The tests of one program are not in these numbers: they have failed together, as is said above."
exit "$status"
