import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeskProcess } from '../stack/process';
import { freePorts } from '../stack/ports';
import type { FaultRig } from '../stack/rig';

/** Bundling the workflows takes long on a busy machine. */
const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** A process of some release that stands beside the rig's own. */
export interface Part {
  readonly process: DeskProcess;
  readonly port: number;
  /** @returns null as soon as it serves, else its exit code when it has ended instead */
  readonly ready: () => Promise<{ readonly ended: number | null } | null>;
}

/**
 * Starts an API or a worker on servers that are there, beside those that run.
 * @param root absent: this code
 */
export async function startPart(rig: FaultRig, name: 'api' | 'worker', label: string, root?: string): Promise<Part> {
  const [port = 0] = await freePorts(1);
  const env = { ...rig.env, ...(name === 'api' ? { PORT: String(port) } : { GUICHET_HEALTH_PORT: String(port) }) };
  const process = new DeskProcess({
    name,
    env,
    logFile: join(rig.folder, `${name}-${label}.log`),
    ...(root && { root }),
  });
  process.start();
  const address = `http://127.0.0.1:${port}/${name === 'api' ? 'readyz' : 'healthz'}`;
  return { process, port, ready: () => untilReady(process, address) };
}

async function untilReady(process: DeskProcess, address: string): Promise<{ readonly ended: number | null } | null> {
  let exit: { readonly ended: number | null } | null = null;
  void process.ended().then((ended) => (exit = { ended }));
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
    if (exit) return exit;
    if ((await fetch(address).catch(() => null))?.ok) return null;
  }
  throw new Error(
    `guichet ${process.command.name} was not ready in ${READY_WITHIN_MS / 1_000} s: ${process.command.logFile}`,
  );
}

/** @throws if it ends instead of serving */
export async function mustServe(part: Part): Promise<Part> {
  const exit = await part.ready();
  if (exit)
    throw new Error(
      `guichet ${part.process.command.name} ended with ${String(exit.ended)}: see ${part.process.command.logFile}`,
    );
  return part;
}

/** `guichet migrate` of this code, beside whatever runs. @returns milliseconds */
export async function migrate(rig: FaultRig): Promise<number> {
  const begun = performance.now();
  const logFile = join(rig.folder, 'migrate-new.log');
  const process = new DeskProcess({ name: 'migrate', env: rig.env, logFile });
  process.start();
  const code = await process.ended();
  if (code !== 0) throw new Error(`guichet migrate ended with ${String(code)}: see ${logFile}`);
  return performance.now() - begun;
}
