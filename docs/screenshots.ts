import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { Caller } from '../cli/demo/client';
import { findTemporalBinary, userCacheFolder } from '../cli/stack/temporalBinary';
import { startOwnStack, type DemoStack } from '../cli/demo/ownStack';

/**
 * Takes the pictures of `docs/temporal-ui.md` from the real Temporal UI, and fails unless the page says what the text
 * says. Needs Chromium: `CHROMIUM`, else /usr/bin/chromium.
 */
const PICTURES = join(__dirname, 'images');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function main(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const stack = await startOwnStack();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  try {
    const { key, url } = await prepareTickets(stack);
    const address = stack.running.temporalAddress ?? '127.0.0.1:7233';
    const page = await browser.newPage({ viewport: { width: 1500, height: 1100 } });
    await showList(page, url, key);
    await showTimeline(page, url, key);
    await showDetails(page, url, key);
    await showUpdateFromCli(page, url, key, address);
  } finally {
    await browser.close();
    await stack.stop();
  }
}

/** Some open tickets, one of them in the middle of its life. @returns that one and its address in the Temporal UI */
async function prepareTickets({ url, keys }: DemoStack): Promise<{ key: string; url: string }> {
  const person = (role: string) => new Caller(url, keys.get(role) ?? '');
  const [requester, agent] = [person('requester'), person('agent')];
  await requester.open({ subject: 'Serveur surchargé' });
  await requester.open({ subject: "Demande d'accès à Zoom" });
  const { key } = await requester.open({ subject: "Problème d'accès à l'email", impact: 'high', urgency: 'high' });
  await agent.command(key, 'accept');
  await agent.comment(key, 'Depuis quand ?');
  await agent.command(key, 'pend', { reason: 'requester' });
  await requester.comment(key, 'Depuis ce matin.');
  const { workflow } = await agent.call<{ workflow: { url: string } }>('GET', `/api/v1/tickets/${key}/process`);
  return { key, url: workflow.url.replace(/\/history$/, '') };
}

async function showList(page: Page, workflowUrl: string, key: string): Promise<void> {
  const query = 'WorkflowType="ticket" AND Stage="open" AND Priority="critical"';
  const list = `${workflowUrl.split('/workflows/')[0]}/workflows?query=${encodeURIComponent(query)}`;
  await page.goto(list);
  await expectText(page, key);
  await refuseText(page, 'SD-1 ');
  await page.screenshot({ path: join(PICTURES, 'list.png') });
}

async function showTimeline(page: Page, workflowUrl: string, key: string): Promise<void> {
  await page.goto(`${workflowUrl}/timeline`);
  await expectText(page, key);
  await expectText(page, 'of resolution');
  await page.screenshot({ path: join(PICTURES, 'timeline.png') });
}

async function showDetails(page: Page, workflowUrl: string, key: string): Promise<void> {
  await page.goto(`${workflowUrl}/user-metadata`);
  await expectText(page, 'Waiting for');
  await expectText(page, `GET /api/v1/tickets/${key}/events`);
  await page.screenshot({ path: join(PICTURES, 'details.png') });
}

/** What `docs/temporal-ui.md` tells an operator to type, typed. */
async function showUpdateFromCli(page: Page, workflowUrl: string, key: string, address: string): Promise<void> {
  const cli = await findTemporalBinary({ caches: [userCacheFolder()], note: console.log });
  const update = ['workflow', 'update', 'execute', '--address', address, '--workflow-id', key];
  execFileSync(cli, [...update, '--name', 'resolve', '--input', '{"resolution": "workaround"}'], { stdio: 'inherit' });
  await page.goto(`${workflowUrl}/history`);
  await expectText(page, 'resolve');
  await page.screenshot({ path: join(PICTURES, 'update.png') });
}

/** The UI fills its pages bit by bit, so ask again for a while. */
async function expectText(page: Page, text: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if ((await readAll(page)).includes(text)) return;
    await sleep(250);
  }
  throw new Error(`${page.url()} does not say "${text}". It says:\n${(await readAll(page)).slice(0, 3_000)}`);
}

async function refuseText(page: Page, text: string): Promise<void> {
  if ((await readAll(page)).includes(text)) throw new Error(`${page.url()} says "${text}", but should not`);
}

/** Details written in Markdown are in frames of their own. */
async function readAll(page: Page): Promise<string> {
  const texts = await Promise.all(page.frames().map((frame) => frame.innerText('body').catch(() => '')));
  return texts.join('\n');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
