import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { sweepIdentity } from '../../activities/housekeeping';
import { TestDesk } from './desk';

let desk: TestDesk;
beforeAll(async () => {
  desk = await TestDesk.open();
});
afterAll(() => desk.drop());

const inHours = (n: number) => new Date(Date.now() + n * 3_600_000);
const hash = () => new Uint8Array(randomBytes(32));

test('what is over is put away, what holds stays', async () => {
  const { prisma } = desk;
  const { id: userId } = await prisma.user.findFirstOrThrow();
  for (const expiresAt of [inHours(-1), inHours(1)]) {
    await prisma.session.create({ data: { id: uuidv7(), tokenHash: hash(), userId, method: 'password', expiresAt } });
    await prisma.passwordLink.create({ data: { tokenHash: hash(), userId, issuedBy: userId, expiresAt } });
  }
  for (const [subject, lastAt] of [
    ['account:old', inHours(-25)],
    ['account:new', inHours(-23)],
  ] as const)
    await prisma.loginFailure.create({ data: { subject, lastAt, failures: 1, blockedUntil: lastAt } });

  await sweepIdentity(prisma);
  const left = [await prisma.session.findMany(), await prisma.passwordLink.findMany()];
  for (const rows of left) expect(rows.map(({ expiresAt }) => expiresAt > new Date())).toEqual([true]);
  expect((await prisma.loginFailure.findMany()).map(({ subject }) => subject)).toEqual(['account:new']);
});
