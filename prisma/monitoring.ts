import type { PrismaClient } from './client';

/** In whose name monitoring opens tickets, unless its source names somebody. Nobody can log in as her. */
const MONITORING = {
  id: '6d6f6e69-746f-8269-ae67-000000000001',
  email: 'monitoring@guichet.invalid',
  name: 'Monitoring',
} as const;

/** @returns the requester of alerts; made by the first one */
export async function monitoringRequester(
  prisma: PrismaClient,
): Promise<{ readonly id: string; readonly name: string; readonly organisation: null }> {
  const { id, email, name } = MONITORING;
  await prisma.$executeRaw`
    INSERT INTO users (id, email, name, role, active) VALUES (${id}::uuid, ${email}, ${name}, 'requester', false)
    ON CONFLICT DO NOTHING`;
  return { id, name, organisation: null };
}
