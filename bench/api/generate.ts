import { Client } from 'pg';
import { hashSecret, makeApiKey } from '../../prisma/apiKeys';
import { openDatabase } from '../../prisma/client';
import { copyInto } from './copy';
import { People } from './people';
import { Random } from './random';
import { liveStates } from './states';
import { commentRows, COMMENT_COLUMNS, EVENT_COLUMNS, eventRows, TICKET_COLUMNS, ticketRows } from './tickets';

export interface Generated {
  readonly people: People;
  /** Bearer values. */
  readonly keys: { readonly admin: string; readonly agent: string; readonly requester: string };
}

/** Makes the tickets, or finds those that an earlier run has made. */
export async function ready(url: string, tickets: number): Promise<Generated> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ made: boolean }>(
      `SELECT EXISTS (SELECT FROM api_keys k JOIN tickets t ON t.number = $1 LIMIT 1) AS made`,
      [tickets],
    );
    const people = new People(tickets);
    console.log(rows[0]?.made ? `${String(tickets)} tickets were there …` : `${String(tickets)} tickets are made …`);
    return rows[0]?.made ? { people, keys: await makeKeys(client, people) } : await generate(url, tickets);
  } finally {
    await client.end();
  }
}

/**
 * Fills a database that is migrated and set up: so many tickets over three years, ten events and one comment each, with
 * people, teams and organisations in proportion. The same number makes the same tickets, but for their instants.
 */
async function generate(url: string, tickets: number): Promise<Generated> {
  const people = new People(tickets);
  const database = openDatabase(url, { max: 2 });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await people.insert(client);
    const states = await liveStates(database.prisma, people.requester(0));
    // What the triggers and foreign keys would do for each row is done below for all, or holds by construction.
    await client.query('SET session_replication_role = replica');
    const indexes = await dropSearchIndexes(client);
    await copyInto(client, 'tickets', TICKET_COLUMNS, ticketRows({ tickets, people, states, random: new Random(1) }));
    await copyInto(client, 'ticket_events', EVENT_COLUMNS, eventRows({ tickets, people, random: new Random(1) }));
    await copyInto(client, 'comments', COMMENT_COLUMNS, commentRows({ tickets, people, random: new Random(1) }));
    await client.query(`SELECT setval('ticket_number_seq', $1)`, [tickets + 1]);
    await fillSearch(client);
    await client.query(`SET maintenance_work_mem = '512MB'`);
    for (const definition of indexes) await client.query(definition);
    await client.query('SET session_replication_role = origin');
    // The keys tell that all was made.
    await client.query('VACUUM (ANALYZE)');
    return { people, keys: await makeKeys(client, people) };
  } finally {
    await client.end();
    await database.close();
  }
}

/** Built at the end, these take a tenth of the time that they take row by row. */
async function dropSearchIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
      WHERE tablename = 'search_documents' AND indexdef LIKE '%USING gin%'`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows.map(({ definition }) => definition);
}

/** As the triggers would have done. */
async function fillSearch(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO search_documents (id, ticket_id, internal, subject, vector)
    SELECT id, id, false, fold(key || ' ' || subject), search_vector(key || ' ' || subject || ' ' || description)
      FROM tickets`);
  await client.query(`
    INSERT INTO search_documents (id, ticket_id, internal, vector)
    SELECT id, ticket_id, visibility <> 'public', search_vector(body) FROM comments`);
}

async function makeKeys(client: Client, people: People): Promise<Generated['keys']> {
  const keyFor = async (user: string) => {
    const key = makeApiKey();
    await client.query('INSERT INTO api_keys (id, user_id, secret_hash) VALUES ($1, $2, $3)', [
      key.id,
      user,
      Buffer.from(hashSecret(key.secret)),
    ]);
    return key.bearer;
  };
  return {
    admin: await keyFor(people.admin),
    agent: await keyFor(people.agent(0)),
    requester: await keyFor(people.requester(0)),
  };
}
