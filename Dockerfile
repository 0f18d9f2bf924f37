# TokenApi with the built page in wwwroot: one origin. docker build -t capability-aspire .
# Runs as uid 1654, without a shell, a writable root or capabilities: docs/deploy.md.
ARG NODE_IMAGE=node:24-slim
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
# prebuilt takes the files from artifacts/image, which tests/Container.Tests/image.sh has built.
ARG PUBLISH_FROM=build

FROM ${NODE_IMAGE} AS page
WORKDIR /src
COPY WebClient/package.json WebClient/package-lock.json WebClient/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY WebClient .
RUN npm run build -- --outDir /page

FROM ${SDK_IMAGE} AS build
WORKDIR /src
COPY .editorconfig Directory.Build.props Directory.Packages.props global.json ./
COPY ServiceDefaults ServiceDefaults
COPY TokenApi TokenApi
COPY TwilioTokens TwilioTokens
RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish TokenApi -c Release -o /publish -p:UseAppHost=false
COPY --from=page /page /publish/wwwroot

FROM scratch AS prebuilt
COPY artifacts/image /publish

FROM ${PUBLISH_FROM} AS publish

FROM ${RUNTIME_IMAGE}
WORKDIR /app
COPY --from=publish /publish .
# The diagnostics socket would need a writable disk.
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER 1654
ENTRYPOINT ["dotnet", "TokenApi.dll"]
