# API, worker and every other command of the desk; docker-compose.yml says which runs.
FROM node:20-bookworm-slim

WORKDIR /app
ENV NODE_ENV=production

# What `npm ci` reads, so that a change of the desk's own code does not install everything anew.
COPY package.json package-lock.json ./
COPY prisma/generate.cjs prisma/schema.prisma prisma/
RUN npm ci --omit=dev && npm cache clean --force

# There is no build: tsx runs the TypeScript.
COPY . .

# A volume that is new takes over whose the folder is.
RUN mkdir -p /var/lib/guichet/attachments .guichet && chown node /var/lib/guichet/attachments .guichet

USER node
EXPOSE 3000
ENTRYPOINT ["node", "/app/cli/guichet.cjs"]
CMD ["api"]
