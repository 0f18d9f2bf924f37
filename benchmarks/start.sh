#!/usr/bin/env bash
# Start to healthy, warm: AppHost, beside the same three programs started by hand in the same order on the same ports. Rounds alternate.
# benchmarks/start.sh [built|run] [rounds]; needs Linux and curl. "built" starts what is built already, "run" gives all to `dotnet run`.
set -euo pipefail
cd "$(dirname "$0")/.."
how=${1:-built} rounds=${2:-5}

# Each program gets a session, as AppHost gives it one, since Linux shares a busy processor between sessions.
start_of() { # project, path of its assembly
  if [ "$how" = run ]; then echo "exec setsid dotnet run --project $1"; else echo "exec setsid dotnet $2"; fi
}
healthy() { until curl -fs -o /dev/null "$1"; do sleep 0.05; done; } # Each question is a process, which the others wait for.
seconds() { date +%s.%N; }

# The sandbox's own account, which everybody may know (AppHost/Twilio/SandboxAccount.cs).
account() {
  export "$1__AccountSid=AC00000000000000000000000000facade" "$1__ApplicationSid=AP00000000000000000000000000facade" \
    "$1__AuthToken=000000000000000000000000badcafe0" "$1__ApiKeySid=SK00000000000000000000000000facade" \
    "$1__ApiKeySecret=sandboxSecretNotARealOne00000000"
}
export ASPNETCORE_ENVIRONMENT=Development DOTNET_ENVIRONMENT=Development
by_hand() {
  (cd TwilioSandbox; account Sandbox; export ASPNETCORE_URLS=http://localhost:5102 Sandbox__VoiceUrl=http://localhost:5101/voice
    eval "$(start_of . bin/Debug/net10.0/TwilioSandbox.dll)") >/dev/null 2>&1 & started+=($!)
  healthy http://localhost:5102/health
  (cd TokenApi; account Twilio; export ASPNETCORE_URLS=http://localhost:5101 Twilio__SandboxUrl=http://localhost:5102
    eval "$(start_of . bin/Debug/net10.0/TokenApi.dll)") >/dev/null 2>&1 & started+=($!)
  healthy http://localhost:5101/health
  (cd WebClient; export PORT=5100 TOKENAPI_HTTP=http://localhost:5101 SANDBOX_HTTP=http://localhost:5102
    exec setsid npm run dev -- --port 5100) >/dev/null 2>&1 & started+=($!)
  healthy http://localhost:5100/
}
by_apphost() {
  (eval "$(start_of AppHost AppHost/bin/embedded/Debug/net10.0/AppHost.dll)") >/dev/null 2>&1 & started+=($!)
  healthy http://localhost:5100/
}
measure() { # sets `took`
  local begin end
  started=() begin=$(seconds); "$1"; end=$(seconds)
  for session in "${started[@]}"; do kill -TERM -- "-$session" 2>/dev/null || true; done
  wait
  took=$(awk "BEGIN { printf \"%.2f\", $end - $begin }")
}

dotnet build AppHost --nologo -v quiet -clp:NoSummary
measure by_apphost # Installs the page's packages if need be, and warms everything.
measure by_hand
for _ in $(seq "$rounds"); do
  measure by_hand; hand=$took
  measure by_apphost; apphost=$took
  echo "by hand $hand s, AppHost $apphost s: $(awk "BEGIN { printf \"%.2f\", $apphost / $hand }")"
done
