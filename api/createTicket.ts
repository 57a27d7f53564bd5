import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation, type Prisma } from '../prisma/client';
import { attachToNewTicket } from './attachments/claim';
import { actorOf, type Caller } from './auth';
import { checkNewFields } from './fields';
import { finish, lookBack, operationOf, type Operation } from './idempotency';
import { findRequester, takeIn, type Intake, type Person } from './intake';
import { invalid, Problem } from './problem';
import type { Answer, Call } from './route';
import type { CreateTicket } from './schemas/tickets';
import { readTicketById } from './readTicket';
import { viewTicket, type TicketRow } from './ticketView';
import { waitForTriage, waitSeconds } from './wait';

type CreateCall = Call<CreateTicket>;

/** A creation may wait 10 s for its triage; one that is older without an outcome was cut off. */
const ALIVE_MS = 15_000;
const ATTEMPTS = 3;

/** Opens a ticket, once for an Idempotency-Key however often it is sent. */
export async function createTicketOnce(call: CreateCall): Promise<Answer> {
  const { deps, req } = call;
  const wait = waitSeconds(req);
  const given = operationOf(call);
  const operation = given.idempotencyKey === null ? null : given;
  for (let attempt = 1; ; attempt++) {
    if (operation) {
      const before = await lookBack(deps.prisma, operation, ALIVE_MS);
      if (before.kind === 'kept') return before.answer;
      if (before.kind === 'resumed') return resume(call, operation, wait);
    }
    try {
      const intake = await intakeOf(call, given.id);
      const remembered = operation && { operation, answer: wait > 0 ? null : (row: TicketRow) => created(call, row) };
      const taken = await takeIn(deps, intake, remembered);
      if (taken.kind === 'joins') return await joined(call, taken.id, operation);
      return await afterWaiting(call, taken.row, wait, operation);
    } catch (error) {
      // Another request with the same key was first, perhaps: look back again.
      if (!operation || !(isUniqueViolation(error) || mayHaveBeenTaken(error, call)) || attempt >= ATTEMPTS)
        throw error;
    }
  }
}

/** The files may have gone into the ticket of the same key. */
function mayHaveBeenTaken(error: unknown, { body }: CreateCall): boolean {
  return body.attachments !== undefined && error instanceof Problem && error.code === 'invalid';
}

async function intakeOf({ deps, caller, body }: CreateCall, id: string): Promise<Intake> {
  const { type, impact, urgency } = body;
  await checkNewFields(deps.prisma, type, body.fields ?? {});
  return {
    id: uuidv7(),
    commandId: id,
    by: actorOf(caller),
    requester: body.requester === undefined ? selfOf(caller) : await findRequester(deps.prisma, body.requester),
    given: { ...(type && { type }), ...(impact && { impact }), ...(urgency && { urgency }) },
    source: body.source ?? 'api',
    subject: body.subject,
    description: body.description ?? '',
    fields: withoutNulls(body.fields ?? {}),
    tags: [...new Set(body.tags ?? [])],
    fingerprint: body.fingerprint ?? null,
    ...(body.attachments && (await attachToNewTicket({ deps, caller }, body.attachments))),
  };
}

function selfOf(caller: Caller): Person {
  if (caller.role === 'service')
    throw invalid([{ pointer: '/requester', code: 'required', message: 'A service account names the requester.' }]);
  const { id, name, organisation } = caller;
  return {
    id,
    name,
    organisation: organisation === null ? null : { id: organisation, name: caller.organisationName ?? organisation },
  };
}

/** Null removes a member in a merge patch; in a new ticket there is nothing to remove. */
function withoutNulls(fields: Record<string, unknown>): Prisma.JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Prisma.JsonObject;
}

function created({ deps, caller }: CreateCall, row: TicketRow, status = 201): Answer {
  const body = viewTicket(row, { viewer: caller, now: Date.now(), settings: deps.settings });
  return { status, body, version: row.version, headers: { Location: `/api/v1/tickets/${row.key}` } };
}

async function afterWaiting(
  call: CreateCall,
  row: TicketRow,
  wait: number,
  operation: Operation | null,
): Promise<Answer> {
  if (wait === 0) return created(call, row);
  await waitForTriage(call.deps.prisma, row.id, wait);
  const plain = created(call, (await readTicketById(call.deps.prisma, row.id)) ?? row);
  const answer = { ...plain, headers: { ...plain.headers, 'Preference-Applied': `wait=${wait}` } };
  if (operation) await finish(call.deps.prisma, operation.id, answer);
  return answer;
}

/** The first request was cut off after its ticket was durable. */
async function resume(call: CreateCall, operation: Operation, wait: number): Promise<Answer> {
  const { prisma } = call.deps;
  const kept = await prisma.operation.findUnique({ where: { id: operation.id } });
  const row = kept?.ticketId ? await readTicketById(prisma, kept.ticketId) : null;
  if (!row) throw new Problem('idempotency_in_flight', 'The first request with this Idempotency-Key is still running.');
  return afterWaiting(call, row, Math.max(wait, 1), operation);
}

/** A ticket is open under the fingerprint: the caller gets that one. */
async function joined(call: CreateCall, id: string, operation: Operation | null): Promise<Answer> {
  const { prisma } = call.deps;
  const row = await readTicketById(prisma, id);
  if (!row)
    throw new Problem('temporarily_unavailable', 'The ticket of this fingerprint has just gone. Repeat the request.');
  const answer = created(call, row, 200);
  if (operation) {
    await prisma.operation.createMany({
      data: [{ ...operation, ticketId: id, state: 'running' }],
      skipDuplicates: true,
    });
    await finish(prisma, operation.id, answer);
  }
  return answer;
}
