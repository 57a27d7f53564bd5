import { v7 as uuidv7 } from 'uuid';
import { isUniqueViolation, type Prisma } from '../../prisma/client';
import { monitoringRequester } from '../../prisma/monitoring';
import type { Person } from '../../prisma/takeIn';
import { actorOf, type Caller } from '../auth';
import { fittingFields } from '../fields';
import { commandId } from '../ids';
import { findRequester, takeIn } from '../intake';
import { Problem, unavailable } from '../problem';
import type { Deps } from '../settings';
import type { AlertSource, Plan } from './plan';
import {
  alertKey,
  alertsAlong,
  endAlerts,
  findKnown,
  joinTicket,
  noteEnds,
  ticketsOfAlerts,
  type Known,
  type NewAlert,
} from './store';
import { tellerOf } from './teller';

/** What became of one alert. */
export interface Effect {
  readonly fingerprint: string;
  readonly key: string | null;
  readonly effect: 'opened' | 'occurred' | 'cleared' | 'noted' | 'ignored';
}

/** Tickets that are opened or joined at once. */
const AT_ONCE = 8;
const ATTEMPTS = 5;

interface Receiving {
  readonly deps: Deps;
  readonly caller: Pick<Caller, 'id' | 'role'>;
  readonly source: AlertSource;
}

/**
 * Takes what monitoring tells: once everything is durable, tickets that are there already hear of it in the background.
 * Each alert and instant has its effect once, however often it comes; so whoever gets no answer may repeat it all.
 * @returns what becomes of each, in order
 */
export async function receiveAlerts(receiving: Receiving, plans: readonly Plan[]): Promise<Effect[]> {
  const { deps, source } = receiving;
  const counted = plans.filter(({ ignored }) => !ignored);
  const starting = counted.filter(({ alert }) => alert.firing);
  const ending = counted.filter(({ alert }) => !alert.firing);
  const effects = new Map<Plan, Effect>();
  for (const [plan, effect] of await start(receiving, starting)) effects.set(plan, effect);
  const superseded = starting.flatMap(({ alert: { fingerprint, startsAt } }) =>
    startsAt === null ? [] : [{ fingerprint, startsAt: startsAt - 1 }],
  );
  const given = await endAlerts(deps.prisma, source.id, superseded);
  for (const [plan, effect] of await end(receiving, ending)) effects.set(plan, effect);
  for (const { ticketId } of given) if (ticketId !== null) tellerOf(deps).tell(ticketId);
  return plans.map((plan) => effects.get(plan) ?? ignored(plan, null));
}

function ignored({ alert: { fingerprint } }: Plan, key: string | null): Effect {
  return { fingerprint, key, effect: 'ignored' };
}

type Effects = ReadonlyMap<Plan, Effect>;

async function start(receiving: Receiving, plans: readonly Plan[]): Promise<Effects> {
  if (plans.length === 0) return new Map();
  const groups = [...inGroups(plans)];
  const requester = await requesterOf(receiving);
  const effects = new Map<Plan, Effect>();
  const hands = Array.from({ length: AT_ONCE }, async () => {
    for (let next = groups.shift(); next; next = groups.shift())
      for (const [plan, effect] of await startGroup(receiving, requester, next[0], next[1])) effects.set(plan, effect);
  });
  await Promise.all(hands);
  return effects;
}

function inGroups(plans: readonly Plan[]): ReadonlyMap<string, Plan[]> {
  const groups = new Map<string, Plan[]>();
  for (const plan of plans) {
    const group = groups.get(plan.group);
    if (group) group.push(plan);
    else groups.set(plan.group, [plan]);
  }
  return groups;
}

/** Opens the ticket of a group, or joins the one that is open. Of two processes at it, one opens and the other joins. */
async function startGroup(
  receiving: Receiving,
  requester: Person,
  group: string,
  plans: readonly Plan[],
): Promise<Effects> {
  const { deps, caller, source } = receiving;
  const now = Date.now();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { effects, fresh } = await sortOut(receiving, plans, now);
    const [first] = fresh.keys();
    if (!first) return effects;
    const alerts = [...fresh.values()];
    const open = await deps.prisma.ticket.findFirst({
      where: { fingerprint: group, status: { notIn: ['resolved', 'closed'] } },
      select: { id: true, key: true },
    });
    if (open) {
      const joined = await joinTicket(deps.prisma, source.id, alerts, open.id, caller.id);
      tellerOf(deps).tell(open.id);
      for (const [plan, alert] of fresh) {
        const effect = joined.has(alertKey(alert)) ? 'occurred' : 'ignored';
        effects.set(plan, { fingerprint: alert.fingerprint, key: open.key, effect });
      }
      return effects;
    }
    const key = await openTicket(receiving, requester, first, alerts);
    if (key === null) continue;
    for (const [plan, { fingerprint }] of fresh)
      effects.set(plan, { fingerprint, key, effect: plan === first ? 'opened' : 'occurred' });
    return effects;
  }
  throw unavailable('Too many notifications of the same alerts at once. Repeat the request.');
}

/** What of a group is known already, and what is new; the same alert twice is new once. */
async function sortOut(
  { deps, source }: Receiving,
  plans: readonly Plan[],
  now: number,
): Promise<{ effects: Map<Plan, Effect>; fresh: Map<Plan, NewAlert> }> {
  const known = await findKnown(
    deps.prisma,
    source.id,
    plans.map(({ alert }) => alert),
  );
  const effects = new Map<Plan, Effect>();
  const fresh = new Map<Plan, NewAlert>();
  const seen = new Set<string>();
  for (const plan of plans) {
    const { fingerprint, startsAt } = plan.alert;
    const row: Known | undefined = known.get(alertKey(plan.alert));
    if (row || seen.has(alertKey(plan.alert))) effects.set(plan, ignored(plan, row?.key ?? null));
    else fresh.set(plan, { fingerprint, startsAt: new Date(startsAt ?? now) });
    seen.add(alertKey(plan.alert));
  }
  return { effects, fresh };
}

/** @returns its key; null if somebody else was first, with the ticket or with one of the alerts */
async function openTicket(
  { deps, caller, source }: Receiving,
  requester: Person,
  plan: Plan,
  alerts: readonly NewAlert[],
): Promise<string | null> {
  const { group, subject, description, given, team, tags } = plan;
  const [{ fingerprint, startsAt } = { fingerprint: '', startsAt: new Date(0) }] = alerts;
  const path = `${source.id}/${fingerprint}`;
  const fields = await fittingFields(deps.prisma, given.type ?? 'alert', plan.fields);
  try {
    const taken = await takeIn(
      deps,
      {
        id: uuidv7(),
        commandId: commandId({ actor: caller.id, method: 'alert', path, key: startsAt.toISOString() }),
        by: actorOf(caller),
        ...{ requester, given, subject, description, tags, fingerprint: group, source: 'alert' },
        fields: fields as Prisma.JsonObject,
        ...(team !== null && { assign: { team, agent: null } }),
        alerts: alerts.length,
        along: ({ id }) => [alertsAlong(source.id, alerts, id, caller.id)],
      },
      null,
    );
    return taken.kind === 'created' ? taken.row.key : null;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}

async function end({ deps, caller, source }: Receiving, plans: readonly Plan[]): Promise<Effects> {
  const effects = new Map<Plan, Effect>();
  const ended = await endAlerts(
    deps.prisma,
    source.id,
    plans.map(({ alert }) => alert),
  );
  const early = plans.flatMap(({ alert: { fingerprint, startsAt } }) =>
    startsAt === null ? [] : [{ fingerprint, startsAt: new Date(startsAt) }],
  );
  await noteEnds(deps.prisma, source.id, early, caller.id);
  const tickets = await ticketsOfAlerts(
    deps.prisma,
    ended.flatMap(({ ticketId }) => ticketId ?? []),
  );
  // Of several beginnings of one alert the last is meant.
  const byFingerprint = new Map(ended.map((one) => [one.fingerprint, one.ticketId]));
  for (const plan of plans) {
    const { fingerprint } = plan.alert;
    const ticket = tickets.get(byFingerprint.get(fingerprint) ?? '');
    if (!ticket || ticket.status === 'closed') {
      effects.set(plan, ignored(plan, ticket?.key ?? null));
      continue;
    }
    const clears = ticket.firing === 0 && !ticket.accepted && ticket.status !== 'resolved';
    effects.set(plan, { fingerprint, key: ticket.key, effect: clears ? 'cleared' : 'noted' });
  }
  for (const id of tickets.keys()) tellerOf(deps).tell(id);
  return effects;
}

async function requesterOf({ deps, source }: Receiving): Promise<Person> {
  const named = source.document?.requester;
  if (named === undefined) return monitoringRequester(deps.prisma);
  try {
    return await findRequester(deps.prisma, named);
  } catch (error) {
    // Somebody who has left is no reason to lose an alert.
    if (error instanceof Problem) return monitoringRequester(deps.prisma);
    throw error;
  }
}
