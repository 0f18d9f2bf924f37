#!/usr/bin/env bash
# Makes base images where no registry can be reached: local/aspnet-standin:10.0 for mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
# and local/redis-standin:7.0 for redis. Uses Debian packages and this machine's .NET, for tests only. Needs Debian, Docker and the .NET 10 SDK.
# Like the chiseled image: no shell, no package manager, uid 1654, port 8080.
set -euo pipefail

docker=${DOCKER:-docker}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 .

# root NAME PACKAGE...: unpacks packages into a folder, without documentation.
root() {
  local name=$1; shift
  mkdir -p "$name/deb" "$name/root"
  (cd "$name/deb" && apt-get download -qq "$@" 2>&1 | { grep -v 'unsandboxed' || true; })
  for deb in "$name"/deb/*.deb; do dpkg-deb -x "$deb" "$name/root"; done
  rm -rf "$name"/root/usr/share/{doc,man,locale,lintian,bash-completion} "$name"/root/{etc/init.d,lib/systemd,usr/lib/systemd}
  mkdir -p "$name"/root/{tmp,etc,proc,sys,dev}
  chmod 1777 "$name/root/tmp"
}

# user NAME USER UID
user() {
  printf 'root:x:0:0::/:/nologin\n%s:x:%s:%s::/:/nologin\n' "$2" "$3" "$3" > "$1/root/etc/passwd"
  printf 'root:x:0:\n%s:x:%s:\n' "$2" "$3" > "$1/root/etc/group"
}

aspnet() {
  root aspnet libc6 libgcc-s1 libstdc++6 libssl3 ca-certificates tzdata
  rm -rf aspnet/root/{bin,sbin,usr/bin,usr/sbin}
  mkdir -p aspnet/root/etc/ssl/certs aspnet/root/usr/{bin,share/dotnet/shared,share/dotnet/host}
  cat aspnet/root/usr/share/ca-certificates/mozilla/*.crt > aspnet/root/etc/ssl/certs/ca-certificates.crt
  user aspnet app 1654
  # Microsoft.AspNetCore.App 10.0.12 [/usr/share/dotnet/shared/Microsoft.AspNetCore.App]
  local dotnet version
  read -r version dotnet < <(dotnet --list-runtimes | sed -n 's|^Microsoft.AspNetCore.App \(10\.[0-9.]*\) \[\(.*\)/shared/.*|\1 \2|p' | tail -1)
  cp "$dotnet/dotnet" aspnet/root/usr/share/dotnet/
  cp -r "$dotnet/host/fxr" aspnet/root/usr/share/dotnet/host/
  for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
    mkdir -p "aspnet/root/usr/share/dotnet/shared/$framework"
    cp -r "$dotnet/shared/$framework/$version" "aspnet/root/usr/share/dotnet/shared/$framework/"
  done
  ln -s ../share/dotnet/dotnet aspnet/root/usr/bin/dotnet
  tar -C aspnet/root --owner=0 --group=0 -c . | $docker import \
    -c 'ENV PATH=/usr/bin DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true ASPNETCORE_HTTP_PORTS=8080' \
    -c 'USER 1654' - local/aspnet-standin:10.0
}

redis() {
  # The libraries that redis-server and redis-cli are linked to.
  root redis redis-server redis-tools libc6 libssl3 liblzf1 libatomic1 libgcc-s1 libstdc++6 libhiredis0.14 libjemalloc2 liblua5.1-0 lua-bitop lua-cjson libsystemd0 libcap2 \
    libgcrypt20 libgpg-error0 liblz4-1 liblzma5 libzstd1
  user redis redis 999
  mkdir -p redis/root/data
  chmod 777 redis/root/data
  tar -C redis/root --owner=0 --group=0 -c . | $docker import -c 'USER 999' -c 'WORKDIR /data' -c 'CMD ["redis-server"]' -c 'EXPOSE 6379' - local/redis-standin:7.0
}

"${@:-aspnet}"
