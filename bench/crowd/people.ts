import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../api/random';
import type { FaultRig } from '../stack/rig';

/** A command of somebody at work. */
export interface Command {
  readonly key: string;
  /** UTC epoch milliseconds at which it was to be sent. */
  readonly at: number;
  /** From then until its effect could be read, so that queueing counts. */
  readonly ms: number;
  /** Of the final answer; 0: there was none in time. */
  readonly status: number;
}

interface Work {
  /** The tickets worked on. */
  readonly keys: readonly string[];
  readonly perSecond: number;
  readonly random: Random;
}

const ASK_AGAIN_MS = 100;
const PATIENCE_MS = 300_000;

/**
 * People at work at a fixed rate, whether or not earlier commands have been answered: internal comments, and now and then
 * another priority.
 */
export class People {
  private readonly answers: Promise<Command>[] = [];
  private readonly working: Promise<void>;
  private going = true;

  constructor(
    private readonly rig: FaultRig,
    private readonly work: Work,
  ) {
    this.working = this.arrive();
  }

  /** Lets what is under way be answered. @returns every command, in the order of sending */
  async stop(): Promise<readonly Command[]> {
    this.going = false;
    await this.working;
    return Promise.all(this.answers);
  }

  private async arrive(): Promise<void> {
    const { perSecond, keys, random } = this.work;
    const begun = Date.now();
    for (let index = 0; this.going; index++) {
      const at = begun + (index * 1_000) / perSecond;
      if (at > Date.now()) await sleep(at - Date.now());
      const key = keys[random.below(keys.length)] ?? '';
      this.answers.push(this.command(key, index, at));
    }
  }

  private async command(key: string, index: number, at: number): Promise<Command> {
    const [method, path, body] =
      index % 5 === 4
        ? (['PATCH', `/tickets/${key}`, { priority: index % 10 === 4 ? 'medium' : 'high' }] as const)
        : (['POST', `/tickets/${key}/comments`, { body: 'We are looking into it.', visibility: 'internal' }] as const);
    const status = await this.insist(method, path, body, at + PATIENCE_MS);
    return { key, at, ms: Date.now() - at, status };
  }

  /** @returns the status of the final answer: of an accepted command, when it has been carried out */
  private async insist(method: string, path: string, body: unknown, deadline: number): Promise<number> {
    const idempotencyKey = randomUUID();
    while (Date.now() < deadline) {
      const answer = await this.rig.call('agent', method, path, body, idempotencyKey).catch(() => null);
      if (answer?.status === 202) return this.outcome(answer.headers.get('location') ?? '', deadline);
      const undecided = !answer || answer.status === 503 || answer.body.code === 'idempotency_in_flight';
      if (!undecided) return answer.status;
      await sleep(ASK_AGAIN_MS);
    }
    return 0;
  }

  private async outcome(location: string, deadline: number): Promise<number> {
    while (Date.now() < deadline) {
      await sleep(ASK_AGAIN_MS);
      const answer = await this.rig.call('agent', 'GET', location.replace('/api/v1', '')).catch(() => null);
      if (answer?.body.status === 'done') return 200;
      if (answer?.body.status === 'refused') return 409;
    }
    return 0;
  }
}

/** People at work for so long. */
export async function workFor(rig: FaultRig, work: Work, seconds: number): Promise<readonly Command[]> {
  const people = new People(rig, work);
  await sleep(seconds * 1_000);
  return people.stop();
}

export function isAnswered({ status }: Command): boolean {
  return status >= 200 && status < 300;
}
