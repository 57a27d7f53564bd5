-- As of other lists: Prisma takes none for an empty one.
ALTER TABLE "webhooks" ALTER COLUMN "events" DROP NOT NULL;
