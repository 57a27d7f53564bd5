import { contentChecks, migrationCheck, serverCheck } from '../doctor/databaseChecks';
import { fine, runChecks, wrong, type Check } from '../doctor/report';
import { namespaceChecks, temporalServerCheck } from '../doctor/temporalChecks';
import { findServers } from '../servers';
import type { Settings } from '../settings';
import { findRunningDesk } from '../stack/runFile';
import { describeAllowed } from '../webhookSettings';

/** Checks each part of the desk; what depends on a part that is away is not looked at. */
export async function runDoctor(settings: Settings): Promise<void> {
  const tell = (line: string) => console.log(line);
  const { databaseUrl, temporal } = findServers(settings);
  const results: boolean[] = [await runChecks([nodeCheck, settingsCheck, webhooksCheck(settings)], tell)];

  const database = await runChecks([serverCheck(databaseUrl)], tell);
  const migrated = database && (await runChecks([migrationCheck(databaseUrl)], tell));
  results.push(migrated && (await runChecks(contentChecks(databaseUrl), tell)));

  const server = await runChecks([temporalServerCheck(temporal)], tell);
  results.push(server && (await runChecks(namespaceChecks(temporal), tell)));

  const apiUrl = findRunningDesk(settings.dataFolder)?.apiUrl ?? settings.publicUrl;
  if (apiUrl !== undefined) results.push(await runChecks([apiCheck(apiUrl)], tell));
  if (results.includes(false)) process.exitCode = 1;
}

const nodeCheck: Check = {
  subject: 'Node.js',
  look: () => Promise.resolve(fine(process.versions.node)),
};

const settingsCheck: Check = { subject: 'settings', look: () => Promise.resolve(fine('readable')) };

function webhooksCheck({ webhooks }: Settings): Check {
  return { subject: 'webhooks', look: () => Promise.resolve(fine(describeAllowed(webhooks.allowed))) };
}

function apiCheck(url: string): Check {
  return {
    subject: 'API',
    look: async () => {
      const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
      if (!response) return wrong(`${url} does not answer: start guichet api, or correct GUICHET_PUBLIC_URL`);
      return response.ok
        ? fine(`ready at ${url}`)
        : wrong(`${url}/readyz answers ${response.status}: look there for why`);
    },
  };
}
