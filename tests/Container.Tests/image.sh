#!/usr/bin/env bash
# Builds the image of this working copy, as capability-aspire:test, for Container.Tests.
# image.sh            as the Dockerfile says: every stage, images of the registries
# image.sh stand-in   where no registry can be reached: published and built here, on images of Debian's packages (stand-in.sh)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."

# BuildKit is in Debian's own client; another one that comes first on the PATH may lack it.
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
  *) echo "image.sh: '$1' is neither nothing nor stand-in" >&2; exit 1 ;;
esac
