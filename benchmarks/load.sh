#!/usr/bin/env bash
# Measures token requests per second with 64 connections, and compares them with a constant answer from the same process.
# benchmarks/load.sh [rounds] [seconds per round]; needs wrk (package wrk on Debian, Ubuntu and Homebrew) and curl.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5} seconds=${2:-10}
body='{"incoming":true,"outgoing":true,"ttl":600}'

command -v wrk >/dev/null || { echo "load.sh: wrk is missing. Install it: apt-get install wrk" >&2; exit 1; }
dotnet build --nologo -v quiet -clp:NoSummary -c Release benchmarks/LoadHost

scratch=$(mktemp -d)
# The sandbox account, which is public, and the demo sign-in.
export Twilio__AccountSid=AC00000000000000000000000000facade Twilio__ApplicationSid=AP00000000000000000000000000facade \
  Twilio__AuthToken=000000000000000000000000badcafe0 Twilio__SandboxUrl=http://localhost:5102 ASPNETCORE_ENVIRONMENT=Production \
  RateLimits__PerIdentity=1000000 RateLimits__PerAddress=1000000
(cd TokenApi && exec dotnet ../benchmarks/LoadHost/bin/Release/net10.0/LoadHost.dll \
  --urls http://127.0.0.1:0 --Logging:LogLevel:Microsoft.Hosting.Lifetime=Information) >"$scratch/log" 2>&1 &
host=$!
trap 'kill "$host" 2>/dev/null || true; rm -rf "$scratch"' EXIT

for _ in $(seq 100); do
  api=$(sed -n 's/.*Now listening on: //p' "$scratch/log") && [ -n "$api" ] && break
  sleep 0.1
done
[ -n "$api" ] || { cat "$scratch/log" >&2; exit 1; }

curl -sf -c "$scratch/cookies" -H 'Content-Type: application/json' -d '{"name":"alice"}' "$api/api/session" >/dev/null
cookie=$(awk '$6 == "session" { print $6 "=" $7 }' "$scratch/cookies")
size=$(curl -sf -H "Cookie: $cookie" -H 'Content-Type: application/json' -d "$body" "$api/api/tokens/capability" | wc -c)

cat >"$scratch/post.lua" <<LUA
wrk.method, wrk.body = "POST", '$body'
wrk.headers["Content-Type"], wrk.headers["Cookie"] = "application/json", "$cookie"
done = function(summary, latency)
  if summary.errors.status > 0 then error("refused: " .. summary.errors.status) end
  print("rate " .. summary.requests / summary.duration * 1000000)
end
LUA
rate() { wrk -t 1 -c 64 -d "${2}s" -s "$scratch/post.lua" "$api/api/$1" | awk '$1 == "rate" { printf "%.0f", $2 }'; }

# Warm-up, until the just-in-time compiler has optimized the code.
for _ in 1 2; do rate tokens/capability 10 >/dev/null; rate "constant/$size" 10 >/dev/null; done
for _ in $(seq "$rounds"); do
  tokens=$(rate tokens/capability "$seconds") constant=$(rate "constant/$size" "$seconds")
  echo "$tokens tokens/s, $constant constants of $size bytes/s: $(awk "BEGIN { printf \"%.2f\", $tokens / $constant }")"
done
