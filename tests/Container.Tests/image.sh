#!/usr/bin/env bash
# Builds capability-aspire:test from this working copy, for Container.Tests.
# image.sh            all stages of the Dockerfile, with base images from registries
# image.sh stand-in   without a registry: published on this machine, with base images made of Debian packages (stand-in.sh)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

# Debian's client has BuildKit. Another client on the PATH may lack it.
docker=docker
if ! docker buildx version >/dev/null 2>&1 && [ -x /usr/bin/docker ]; then docker=/usr/bin/docker; fi
export DOCKER="$docker" DOCKER_BUILDKIT=1

case ${1:-} in
  '') "$docker" build --tag capability-aspire:test . ;;
  stand-in)
    for image in aspnet:10.0 redis:7.0; do
      "$docker" image inspect "local/${image%:*}-standin:${image#*:}" >/dev/null 2>&1 || "$here/stand-in.sh" "${image%:*}" >/dev/null
    done
    rm -rf artifacts/image
    dotnet publish TokenApi -c Release -o artifacts/image -p:UseAppHost=false --nologo -v quiet
    [ -d WebClient/node_modules ] || (cd WebClient && npm ci --silent)
    (cd WebClient && npm run --silent build -- --logLevel error --outDir ../artifacts/image/wwwroot --emptyOutDir)
    "$docker" build --quiet --tag capability-aspire:test --build-arg PUBLISH_FROM=prebuilt --build-arg RUNTIME_IMAGE=local/aspnet-standin:10.0 .
    ;;
  *) echo "image.sh: unknown argument '$1'" >&2; exit 1 ;;
esac
