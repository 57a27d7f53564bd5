/** Temporal's own record of builds: which one of a deployment serves tickets. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { describeError, OperatorError } from './operatorError';

/** Milliseconds in which a worker that has just been started becomes known. */
const KNOWN_WITHIN = 30_000;
const ASK_EVERY = 500;
/** What Temporal answers for a build that nobody serves, or of which nobody serves all task queues. */
const [NOT_FOUND, FAILED_PRECONDITION] = [5, 9];

/**
 * Makes a build the current one: running tickets go to it at their next task. Repeating it changes nothing.
 * @param buildId null: workers without a build
 * @returns the build that was current before; null: workers without one
 * @throws OperatorError if no worker of the build is there, or none serves what the build before it did
 */
export async function promoteBuild(
  { options: { namespace }, workflowService }: Client,
  deploymentName: string,
  buildId: string | null,
): Promise<string | null> {
  for (const deadline = Date.now() + KNOWN_WITHIN; ; await sleep(ASK_EVERY)) {
    try {
      const { previousDeploymentVersion: before } = await workflowService.setWorkerDeploymentCurrentVersion({
        ...{ namespace, deploymentName, buildId: buildId ?? '', identity: 'guichet promote' },
      });
      return before?.buildId ?? null;
    } catch (error) {
      const code = isGrpcServiceError(error) ? Number(error.code) : 0;
      // No build was ever there, so none is to be left.
      if (buildId === null && code === NOT_FOUND) return null;
      const unknown = code === NOT_FOUND || code === FAILED_PRECONDITION;
      if (unknown && Date.now() < deadline) continue;
      throw new OperatorError(
        unknown
          ? `Temporal knows no worker of the build "${buildId ?? ''}" of "${deploymentName}" that could take over ` +
              `(${describeError(error)}): start guichet worker with that GUICHET_BUILD_ID, then try again.`
          : `Temporal did not make "${buildId ?? ''}" the current build of "${deploymentName}" (${describeError(error)}).`,
      );
    }
  }
}
