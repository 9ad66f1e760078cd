# Two images from one build: docker build --target portal, docker build --target sandbox.
# The build needs the SDK for the programs and Node for the npm packages that carry fonts.
FROM node:20-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s /usr/local/lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source

# Packages first: they change less often than the code. What is optional there, the embedded PostgreSQL, no container needs.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --omit=optional

COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY build build
COPY wwwroot wwwroot
COPY migrations migrations
COPY src src
RUN dotnet publish src/KieSaaS.Sandbox --configuration Release --output /out/sandbox \
 && dotnet publish src/KieSaaS.Web --configuration Release --output /out/portal

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
# curl answers for the health checks; nothing of ours needs it.
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/*
RUN mkdir /data && chown $APP_UID /data
USER $APP_UID
WORKDIR /app

FROM runtime AS portal
COPY --from=build /out/portal .
ENV ASPNETCORE_HTTP_PORTS=8080 DATA=/data
EXPOSE 8080
ENTRYPOINT ["dotnet", "KieSaaS.Web.dll"]

FROM runtime AS sandbox
COPY --from=build /out/sandbox .
ENV Sandbox__Data=/data
VOLUME /data
EXPOSE 8090
ENTRYPOINT ["dotnet", "KieSaaS.Sandbox.dll"]
