import { promoteBuild } from '../deployment';
import { findServers } from '../servers';
import type { Settings } from '../settings';
import { openTemporalClient, requireNamespace } from '../temporalClient';

/** Has Temporal send tickets to the workers of one build, and says which served them before. */
export async function runPromote(settings: Settings): Promise<void> {
  const { deployment, build } = settings;
  const temporalClient = await openTemporalClient(findServers(settings).temporal);
  try {
    await requireNamespace(temporalClient);
    const before = await promoteBuild(temporalClient.client, deployment, build?.buildId ?? null);
    const told = build ? `the build ${build.buildId} of ${deployment}` : 'workers without a build';
    console.log(
      `Tickets go to ${told}; before, to ${before === null ? 'workers without a build' : `the build ${before}`}.`,
    );
  } finally {
    await temporalClient.close();
  }
}
