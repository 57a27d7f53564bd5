import { Writable } from 'node:stream';
import { Runtime, DefaultLogger, type LogEntry } from '@temporalio/worker';
import pino, { type DestinationStream, type Logger } from 'pino';

/** Members that never reach a log, wherever an object carries them. */
const SECRETS = ['authorization', 'password', 'secret', 'adminKey', 'apiKey', 'token', 'cookie', 'connectionString'];
const REDACTED = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/**
 * One log for all parts of the desk, on stderr: JSON lines, or lines for people when stderr is a terminal. Each part
 * writes through a child with its `part`.
 */
export function createLog(
  level: string,
  terminal: boolean = process.stderr.isTTY,
  lines: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '[hidden]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return terminal ? pino(options, forPeople()) : pino(options, lines);
}

/** What the SDK tells of its own comings and goings at `info` is detail to whoever runs the desk. */
export function temporalLogger(log: Logger): DefaultLogger {
  const part = log.child({ part: 'worker' });
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;
  const write = ({ level, message, meta }: LogEntry) => part[levels[level]](readable(meta), message);
  return new DefaultLogger('INFO', write);
}

/**
 * Sends Temporal's own messages to our log, and its metrics where they are asked for. Signals are not Temporal's to
 * handle: the desk stops its parts in order. Must run before the first worker or native connection is made.
 * @param metricsAddress where they are told, `127.0.0.1:9464`; absent: nowhere
 */
export function installTemporal(log: Logger, metricsAddress?: string): void {
  const prometheus = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
  Runtime.install({
    logger: temporalLogger(log),
    shutdownSignals: [],
    ...(metricsAddress !== undefined && {
      telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress, ...prometheus } } },
    }),
  });
}

/** Temporal's metadata may hold big integers and errors. */
function readable(meta: LogEntry['meta']): Record<string, unknown> {
  const entries = Object.entries(meta ?? {}).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'bigint') return [name, value.toString()];
    return name === 'error' ? ['err', value] : [name, value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** `14:03:22 worker  Message  key=value` */
function forPeople(): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      for (const line of chunk.toString('utf8').trimEnd().split('\n')) process.stderr.write(`${formatLine(line)}\n`);
      done();
    },
  });
}

export function formatLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { level, time, part, msg, err, ...rest } = entry;
  const clock = typeof time === 'string' ? time.slice(11, 19) : '';
  const mark = level === 'info' || level === 'debug' || level === 'trace' ? '' : `${String(level).toUpperCase()} `;
  const members = Object.entries(rest)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  const error = err && typeof err === 'object' && 'message' in err ? String(err.message) : '';
  return [clock, text(part, 'guichet').padEnd(8), mark + text(msg, ''), error, members].filter(Boolean).join(' ');
}

function text(value: unknown, absent: string): string {
  return typeof value === 'string' ? value : absent;
}
