#!/usr/bin/env bash
# tests/soak.sh N [project]: runs a test project (EndToEnd.Tests by default) N times on idle cores and N times on busy cores, in turns.
# Writes artifacts/soak.md, and the failure bundles to artifacts/soak.
set -uo pipefail
cd "$(dirname "$0")/.."
runs=${1:?usage: tests/soak.sh N [project]} project=${2:-tests/EndToEnd.Tests}
report=artifacts/soak.md
rm -rf artifacts/soak && mkdir -p artifacts/soak
export DOTNET_TC_CallCounting=0 # As in test.sh.
dotnet build --nologo -v q -clp:NoSummary "$project" || exit

busy=() ran=0 failed=0
keep_busy() { for _ in $(seq "$(nproc)"); do sh -c 'while :; do :; done' & busy+=($!); done; }
let_be() { [ ${#busy[@]} -eq 0 ] || kill "${busy[@]}" 2>/dev/null; busy=(); }
finish() { let_be; echo "$ran runs, $failed failed" | tee -a "$report"; } # Also after Ctrl+C.
trap finish EXIT

{
  echo "| cores | run | seconds | failed tests |"
  echo "| --- | --- | --- | --- |"
} > "$report"
for run in $(seq "$runs"); do
  for cores in free busy; do
    [ $cores = free ] || keep_busy
    folder=artifacts/soak/$cores-$run start=$(date +%s)
    rm -rf artifacts/failures
    dotnet test --project "$project" --no-build --no-progress -- --report-xunit-trx --results-directory "$PWD/$folder" > "$folder.log" 2>&1 && code=0 || { code=$? failed=$((failed + 1)); }
    names=$(grep -ho '<UnitTestResult [^>]*outcome="Failed"[^>]*' "$folder"/*.trx 2>/dev/null | grep -o 'testName="[^"]*"' | cut -d'"' -f2 | paste -sd, -)
    [ $code = 0 ] || names=${names:-exit code $code: $folder.log}
    echo "| $cores | $run | $(($(date +%s) - start)) | $names |" | tee -a "$report"
    rmdir artifacts/failures 2>/dev/null # Left empty by the tests that fail on purpose.
    [ ! -d artifacts/failures ] || mv artifacts/failures "$folder/failures"
    ran=$((ran + 1))
    let_be
  done
done
[ "$failed" = 0 ]
