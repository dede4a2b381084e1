# The command line without TensorFlow, which makes data sets and parts of them on any machine:
#   docker build -t digits .
#   docker run --rm -v "$PWD/dates:/data/dates" digits dataset make /data/dates --task 1/8
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json vite.threads.config.ts ./
COPY src-main src-main
COPY src-shared src-shared
RUN npx tsc -p tsconfig.build.json && npx vite build --config vite.threads.config.ts

FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
# Strips are put together without a network, so that TensorFlow is left out.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@tensorflow && npm cache clean --force
COPY resources/bank resources/bank
COPY src-main/setup src-main/setup
COPY --from=build /app/dist dist
ENV NODE_ENV=production DIGITS_DATA_DIR=/tmp/digits
USER node
ENTRYPOINT ["node", "/app/src-main/setup/digits.mjs"]
CMD ["dataset", "--help"]
