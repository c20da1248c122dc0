# Silkport: one image, several commands (see docker-compose.yml).
FROM node:24-bookworm-slim AS build
WORKDIR /silkport
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node scripts/build.js && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /silkport
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build /silkport/node_modules node_modules
COPY --from=build /silkport/dist dist
COPY --from=build /silkport/package.json package.json
RUN mkdir .data && chown node:node .data
USER node
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/apps/api/src/main.js"]
