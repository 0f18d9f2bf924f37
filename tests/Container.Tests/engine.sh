# For test.sh, which defines fail and as_root: starts a Docker engine if none runs, and installs and builds what Container.Tests and the Redis tests need.
engine_pid=

engine_answers() { curl -sf --unix-socket /var/run/docker.sock http://docker/_ping >/dev/null; }

start_engine() {
  local missing=()
  # The client alone cannot start an engine.
  { command -v docker >/dev/null && { engine_answers || command -v dockerd >/dev/null; }; } || missing+=(docker.io)
  command -v redis-server >/dev/null || missing+=(redis-server)
  docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || missing+=(docker-compose)
  if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get >/dev/null || fail "These are missing: ${missing[*]}. Install them."
    echo "test.sh: installing ${missing[*]}"
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi

  if ! engine_answers; then
    echo "test.sh: starting dockerd"
    mkdir -p artifacts
    # The process ID of dockerd, not of sudo around it.
    engine_pid=$PWD/artifacts/dockerd.pid
    as_root dockerd --pidfile "$engine_pid" >artifacts/dockerd.log 2>&1 &
    curl -sf --retry 60 --retry-delay 1 --retry-all-errors --unix-socket /var/run/docker.sock http://docker/_ping >/dev/null 2>&1 \
      || { tail -5 artifacts/dockerd.log >&2; fail "dockerd did not start. See artifacts/dockerd.log, or start a Docker engine before."; }
  fi

  # Base images from a registry, if it can be reached.
  if timeout 60 docker pull -q mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled >/dev/null 2>&1; then
    tests/Container.Tests/image.sh
  else
    echo "test.sh: no registry can be reached; using base images made of Debian packages"
    tests/Container.Tests/image.sh stand-in
  fi
}

# Stops only an engine that start_engine has started.
stop_engine() {
  if [ -s "$engine_pid" ]; then
    as_root kill "$(cat "$engine_pid")"
    wait # Until dockerd and its containers have ended.
  fi
}
