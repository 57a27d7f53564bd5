import type { FaultRig } from '../stack/rig';

/** Which tickets are looked at: those that were opened after a moment. By numbers, because clocks may be wrong. */
export interface Scope {
  /** Number of the last ticket that was there before. */
  readonly after: bigint;
  /** By Temporal's clock, which nobody shifts. */
  readonly since: Date;
}

export const EVERYTHING: Scope = { after: 0n, since: new Date(0) };

/** What is opened from now on. */
export async function fromNow({ database: { prisma } }: FaultRig): Promise<Scope> {
  const { _max } = await prisma.ticket.aggregate({ _max: { number: true } });
  return { after: _max.number ?? 0n, since: new Date() };
}
