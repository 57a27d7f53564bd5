import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describeCommandError, OperatorError } from '../../cli/operatorError';
import type { SweepCost } from './contender';

const execute = promisify(execFile);
const PATIENCE_MS = 600_000;

export interface PeerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** @throws OperatorError with the last line that it wrote to stderr */
export async function run({ command, args, env, cwd }: PeerCommand): Promise<string> {
  try {
    const { stdout } = await execute(command, [...args], {
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, ...env },
      timeout: PATIENCE_MS,
      maxBuffer: 1 << 26,
    });
    return stdout;
  } catch (error) {
    throw new OperatorError(`${[command, ...args.slice(0, 2)].join(' ')} failed: ${describeCommandError(error)}`);
  }
}

/** Runs a command to its end and tells what it took; the shell counts for it, which no API of Node.js does. */
export async function runTimed({ command, args, ...where }: PeerCommand): Promise<SweepCost> {
  const begun = performance.now();
  const script = '"$@" >&2 || exit; times';
  const said = await run({ command: 'sh', args: ['-c', script, 'sh', command, ...args], ...where });
  const tookMs = performance.now() - begun;
  // The shell's own times, then those of what it ran: `0m1.250000s 0m0.040000s`.
  const [, ofCommand = ''] = said.trim().split('\n');
  const parts = [...ofCommand.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) throw new Error(`The shell told no times of ${command}: ${said}`);
  const cpuMs = parts.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1_000,
    0,
  );
  return { tookMs, cpuMs };
}
