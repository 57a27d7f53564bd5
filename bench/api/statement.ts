import type { Request } from 'express';
import { pino } from 'pino';
import { Permissions } from '../../api/abilities';
import { authenticate } from '../../api/auth';
import { pageSql } from '../../api/listTickets';
import { LISTED } from '../../api/readTicket';
import { DEFAULT_SORT, listQuery } from '../../api/schemas/lists';
import type { ApiSettings, Deps } from '../../api/settings';
import { readableTickets } from '../../api/ticketFilter';
import { readSort } from '../../api/ticketSort';
import type { PrismaClient } from '../../prisma/client';
import type { Statement } from './server';

const settings: ApiSettings = {
  ...{ rateLimit: 0, publicUrl: 'http://localhost', temporalUiUrl: null, namespace: 'default', secret: '' },
  alarmSpreadMs: 0,
};

/** Who calls with a key, by the API's own code. */
export function callerOf(prisma: PrismaClient, bearer: string) {
  const request = { method: 'GET', headers: { authorization: `Bearer ${bearer}` } } as Request;
  return authenticate({ prisma, logger: pino({ level: 'silent' }), settings }, request);
}

/** The SQL of a list as the API makes it, for the bare handler and for the database alone. */
export async function statementOf(prisma: PrismaClient, bearer: string, parameters: string): Promise<Statement> {
  const caller = await callerOf(prisma, bearer);
  const permissions = new Permissions(caller);
  const query = listQuery.parse(Object.fromEntries(new URLSearchParams(parameters)));
  // Conditions ask for nothing else.
  const deps = { prisma } as Deps;
  const conditions = await readableTickets({ deps, caller, permissions }, query);
  const sort = readSort(query.sort ?? DEFAULT_SORT);
  const { text, values } = pageSql({ sort, wanted: LISTED, conditions, limit: query.limit + 1 });
  return { text, values };
}
