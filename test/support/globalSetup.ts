import { startTestServers, type TestServers } from './stack';

declare global {
  var guichetTestServers: TestServers | undefined;
}

export default async function globalSetup(): Promise<void> {
  globalThis.guichetTestServers = await startTestServers();
}
