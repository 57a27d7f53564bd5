/** Which build of the desk a worker is, for those who have Temporal keep builds apart. */
import { z } from 'zod';

export const buildVariables = {
  GUICHET_BUILD_ID: {
    // Temporal itself puts a full stop between a deployment and its build.
    form: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/),
    must: 'be up to 100 letters, digits and the characters . _ + -',
  },
  GUICHET_DEPLOYMENT: {
    form: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/),
    must: 'be up to 100 letters, digits and the characters _ -',
  },
} as const;

type Values = { readonly [K in keyof typeof buildVariables]?: z.output<(typeof buildVariables)[K]['form']> };

/** As Temporal names a version of a deployment. */
export interface Build {
  readonly deploymentName: string;
  readonly buildId: string;
}

/** Null: workers are not told apart, and any takes up any ticket. */
export function readBuildSettings(values: Values): { readonly deployment: string; readonly build: Build | null } {
  const { GUICHET_BUILD_ID: buildId, GUICHET_DEPLOYMENT: deployment = 'guichet' } = values;
  return { deployment, build: buildId === undefined ? null : { deploymentName: deployment, buildId } };
}
