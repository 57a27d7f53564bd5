import { v7 as uuidv7 } from 'uuid';
import { startMailServer, type MailServer } from '../support/mailServer';
import { killAtWork, PATIENCE_MS } from './killing';
import { FaultRig } from '../../bench/stack/rig';

const KILLS = Number(process.env.GUICHET_FAULT_KILLS ?? 20);
/** Each connection has one message on its way: what the server took just before the kill cannot be told from what it did not. */
const POOLS = [
  { connections: 1, kills: KILLS },
  { connections: 5, kills: Math.ceil(KILLS / 4) },
];
/** Enough that each kill meets a worker that sends. */
const BATCH = 300;

describe.each(POOLS)('SIGKILL of a worker that sends over $connections connection(s)', ({ connections, kills }) => {
  let rig: FaultRig;
  let server: MailServer;

  beforeAll(async () => {
    server = await startMailServer();
    const url = new URL(server.url);
    url.searchParams.set('maxConnections', String(connections));
    rig = await FaultRig.start({ settings: { SMTP_URL: url.href, GUICHET_MAIL_DOMAIN: 'desk.example' } });
  }, 120_000);
  afterAll(async () => {
    await rig?.stop();
    await server?.stop();
  }, 60_000);

  it('loses nothing, and repeats at most what each connection had on its way, under the same Message-ID', async () => {
    const key = await rig.open();
    const { id } = await rig.database.prisma.ticket.findUniqueOrThrow({ where: { key } });
    const write = (batch: number) =>
      rig.database.prisma.delivery.createMany({
        data: Array.from({ length: BATCH }, (_, index) => ({
          ...{ id: uuidv7(), key: `fault:${batch}:${index}`, ticketId: id, seq: 1, kind: 'resolved', channel: 'email' },
          ...{ recipient: `person-${batch}-${index}@example.org`, payload: {} },
        })),
      });
    const mine = { key: { startsWith: 'fault:' } };
    const waiting = () => rig.database.prisma.delivery.count({ where: { ...mine, state: 'waiting' } });
    await killAtWork(rig, kills, {
      what: 'send',
      provide: async (kill) => {
        if ((await waiting()) < BATCH / 2) await write(kill);
      },
      done: () => server.received.length,
    });
    await rig.eventually('everything to be gone', async () => (await waiting()) === 0, PATIENCE_MS);

    const rows = await rig.database.prisma.delivery.findMany({ where: mine });
    expect(rows.filter(({ state }) => state !== 'sent')).toEqual([]);
    const times = new Map<string, Set<string>>();
    let repeats = 0;
    for (const { to, mail } of server.received) {
      const [person = ''] = to;
      if (!person.startsWith('person-')) continue;
      const ids = times.get(person) ?? new Set();
      if (times.has(person)) repeats++;
      times.set(person, ids.add(mail.messageId ?? ''));
    }
    console.log(`${kills} kills, ${rows.length} messages, ${repeats} repeated`);
    expect(rows.filter(({ recipient }) => !times.has(recipient))).toEqual([]);
    expect([...times.values()].filter((ids) => ids.size !== 1)).toEqual([]);
    expect(repeats).toBeLessThanOrEqual(kills * connections);
  }, 900_000);
});
