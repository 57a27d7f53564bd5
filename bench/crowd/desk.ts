import { cpus } from 'node:os';
import { FaultRig } from '../stack/rig';
import { stopAfterwards } from '../stack/interrupt';

export interface CrowdDeskOptions {
  /** Keeps databases and keys for the next run; absent: one of its own, removed at the end. */
  readonly folder?: string;
}

/**
 * The desk as it is installed, each part a process of its own: Temporal on PostgreSQL, an API, a worker. PostgreSQL keeps
 * the instants of commits, which lateness is read from.
 */
export async function withCrowdDesk<T>(options: CrowdDeskOptions, act: (rig: FaultRig) => Promise<T>): Promise<T> {
  const [cpu] = cpus();
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, Temporal on PostgreSQL; starting …`,
  );
  const rig = await FaultRig.start({
    temporal: 'postgres',
    postgresSettings: { track_commit_timestamp: 'on' },
    ...(options.folder === undefined ? {} : { folder: options.folder }),
  });
  return stopAfterwards(
    () => rig.stop(),
    () => act(rig),
  );
}

/** Tickets whose workflow goes on. */
export function countOpen({ database }: FaultRig): Promise<number> {
  return database.prisma.ticket.count({ where: { endedAt: null } });
}
