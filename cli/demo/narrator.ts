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
    /** People's names by their ids. */
    private readonly names: ReadonlyMap<string, string>,
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
        this.print(describe(key, event, this.names));
        this.told.set(key, event.seq);
      }
    }
  }
}

function describe(key: string, { at, kind, by, data }: DemoEvent, names: ReadonlyMap<string, string>): string {
  const details = SHOWN.flatMap((member) => {
    const value = data[member];
    if (typeof value === 'number') return [`${member} ${value}`];
    return typeof value === 'string' ? [`${member} ${names.get(value) ?? value}`] : [];
  });
  const who = by ? ` by ${by.name} (${by.role})` : '';
  return `${at.slice(11, 23)}  ${key.padEnd(7)} ${kind.padEnd(15)} ${details.join(', ')}${who}`;
}
