#!/usr/bin/env bash
# Measures the time from the command to a healthy page, and then the memory (PSS) of all processes. Compares AppHost with its dashboard to the same
# three programs started by hand on the same ports. The rounds alternate. benchmarks/start.sh [rounds]; needs Linux and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
export ASPNETCORE_ENVIRONMENT=Development DOTNET_ENVIRONMENT=Development

healthy() { until curl -fs -o /dev/null "$1"; do sleep 0.05; done; }
seconds() { date +%s.%N; }
# All processes of a round have the environment variable ROUND.
processes() { grep -lzs "^ROUND=$round\$" /proc/[0-9]*/environ | cut -d/ -f3 || true; }

# The sandbox account, which is public (TwilioHosting/SandboxAccount.cs).
account() {
  export "$1__AccountSid=AC00000000000000000000000000facade" "$1__ApplicationSid=AP00000000000000000000000000facade" \
    "$1__AuthToken=000000000000000000000000badcafe0" "$1__ApiKeySid=SK00000000000000000000000000facade" \
    "$1__ApiKeySecret=sandboxSecretNotARealOne00000000"
}
by_hand() {
  (cd TwilioSandbox; account Sandbox; export ASPNETCORE_URLS=http://localhost:5102 Sandbox__VoiceUrl=http://localhost:5101/voice
    exec env ROUND="$round" dotnet bin/Debug/net10.0/TwilioSandbox.dll) >/dev/null 2>&1 &
  healthy http://localhost:5102/health
  (cd TokenApi; account Twilio; export ASPNETCORE_URLS=http://localhost:5101 Twilio__SandboxUrl=http://localhost:5102
    exec env ROUND="$round" dotnet bin/Debug/net10.0/TokenApi.dll) >/dev/null 2>&1 &
  healthy http://localhost:5101/health
  (cd WebClient; export PORT=5100 TOKENAPI_HTTP=http://localhost:5101 SANDBOX_HTTP=http://localhost:5102
    exec env ROUND="$round" node node_modules/vite/bin/vite.js) >/dev/null 2>&1 &
  healthy http://localhost:5100/
}
by_apphost() {
  ROUND=$round dotnet run --no-build --project AppHost >/dev/null 2>&1 &
  healthy http://localhost:5100/
}
measure() { # sets `took` and `memory`
  local begin end
  round=$RANDOM$RANDOM
  begin=$(seconds); "$1"; end=$(seconds)
  took=$(awk "BEGIN { printf \"%.1f\", $end - $begin }")
  memory=$(for process in $(processes); do cat "/proc/$process/smaps_rollup" 2>/dev/null || true; done | awk '/^Pss:/ { kb += $2 } END { printf "%d", kb / 1024 }')
  # shellcheck disable=SC2046 # One argument for each process.
  kill -TERM $(jobs -p) 2>/dev/null || true
  wait || true
  while [ -n "$(processes)" ]; do sleep 0.2; done
}

dotnet build AppHost --nologo -v quiet -clp:NoSummary
measure by_apphost # Warm-up.
measure by_hand
for _ in $(seq "$rounds"); do
  measure by_hand; hand=$took hand_memory=$memory
  measure by_apphost
  echo "by hand $hand s, $hand_memory MiB; AppHost $took s, $memory MiB: $(awk "BEGIN { printf \"%.2f\", $took / $hand }")"
done
