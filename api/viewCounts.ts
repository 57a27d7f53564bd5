import { Prisma } from '../prisma/client';
import type { View } from './builtInViews';
import type { Call } from './route';
import { MAX_COUNTED } from './schemas/views';
import { readableTickets } from './ticketFilter';
import { listViews, namedView, toView } from './views';

/** More tickets than these are not counted: nobody reads to the end, and counting a million costs a second. */
const COUNTED = 1_000;

/** How many tickets each view holds of those that the caller may see, in one round trip. */
export async function countViews(call: Call<unknown, { views?: string[] | undefined }>) {
  const views = call.query.views
    ? await Promise.all(call.query.views.map((id) => namedView(call, id, 'views')))
    : (await listViews(call, { limit: MAX_COUNTED })).data.map(toView);
  const counts = await Promise.all(views.map((view) => countSql(call, view)));
  const asOf = new Date().toISOString();
  if (counts.length === 0) return { asOf, data: [] };
  const [row] = await call.deps.prisma.$queryRaw<[{ counts: number[] }]>(
    Prisma.sql`SELECT ARRAY[${Prisma.join(counts)}]::int[] AS counts`,
  );
  const data = views.map(({ id, name }, index) => {
    const count = row.counts[index] ?? 0;
    const shown = Math.min(count, COUNTED);
    return { view: id, name, count: shown, label: count > COUNTED ? `${COUNTED}+` : String(shown) };
  });
  return { asOf, data };
}

async function countSql(call: Call<unknown, unknown>, { filter }: View): Promise<Prisma.Sql> {
  const conditions = await readableTickets(call, filter);
  return Prisma.sql`(SELECT count(*) FROM (
    SELECT 1 FROM tickets t WHERE ${Prisma.join(conditions, ' AND ')} LIMIT ${COUNTED + 1}) AS counted)`;
}
