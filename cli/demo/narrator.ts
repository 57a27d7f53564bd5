import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller, DemoEvent } from './client';

const SHOWN = [
  'type',
  'priority',
  'team',
  'agent',
  'clock',
  'percent',
  'level',
  'number',
  'reason',
  'cause',
  'resolution',
  'score',
  'from',
  'to',
  'key',
];

/** Prints what happens to some tickets as it happens, a line an event. */
export class Narrator {
  private readonly told = new Map<string, number>();
  private stopped = false;

  constructor(
    private readonly reader: Caller,
    private readonly print: (line: string) => void,
  ) {}

  follow(key: string): void {
    this.told.set(key, 0);
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      await this.tellNews();
      await sleep(250);
    }
    await this.tellNews();
  }

  stop(): void {
    this.stopped = true;
  }

  private async tellNews(): Promise<void> {
    for (const [key, seq] of this.told) {
      for (const event of await this.reader.events(key)) {
        if (event.seq <= seq) continue;
        this.print(describe(key, event));
        this.told.set(key, event.seq);
      }
    }
  }
}

function describe(key: string, { at, kind, by, data }: DemoEvent): string {
  const details = SHOWN.flatMap((member) => {
    const value = data[member];
    return typeof value === 'string' || typeof value === 'number' ? [`${member} ${value}`] : [];
  });
  const who = by ? ` by ${by.name} (${by.role})` : '';
  return `${at.slice(11, 23)}  ${key.padEnd(7)} ${kind.padEnd(15)} ${details.join(', ')}${who}`;
}
