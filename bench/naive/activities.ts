import type { PrismaClient } from '../../prisma/client';

/** The least that a projection can be: one row. */
export function createNaiveActivities(prisma: PrismaClient) {
  return {
    async write(id: string): Promise<void> {
      await prisma.$executeRaw`INSERT INTO naive (id) VALUES (${id})`;
    },
  };
}
