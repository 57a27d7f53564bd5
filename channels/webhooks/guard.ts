import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';

/** Hosts and networks inside that webhooks may reach all the same. */
export interface Allowed {
  readonly hosts: readonly string[];
  /** In CIDR notation. */
  readonly networks: readonly string[];
}

/** Only what is out on the internet. */
export const NOTHING_INSIDE: Allowed = { hosts: [], networks: [] };

/** An address that was checked, and is the one to connect to: a name may mean another the next time it is asked. */
export interface Pinned {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

/** The address of a webhook is not one that the desk may send to. */
export class Forbidden extends Error {}

/** @throws Forbidden if the text is no address of a webhook, whatever its name means now */
export function checkUrl(text: string, allowed: Allowed): URL {
  if (!URL.canParse(text)) throw new Forbidden('It is no address.');
  const url = new URL(text);
  const host = hostOf(url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Forbidden('It must begin with https://.');
  if (url.username !== '' || url.password !== '') throw new Forbidden('It must hold no user name and no password.');
  const inside = isAllowedHost(host, allowed) || (isIP(host) !== 0 && isAllowedAddress(host, allowed));
  if (url.protocol === 'http:' && !inside)
    throw new Forbidden('It must begin with https://; http:// is for what GUICHET_WEBHOOK_ALLOW names.');
  if (isIP(host) !== 0 && !inside) checkAddress(host);
  return url;
}

/**
 * Finds out where an address leads, and refuses what is not out on the internet, unless it is allowed. All that the name
 * means is checked: of several one might be taken that was not.
 * @throws Forbidden; or the error of the name's lookup
 */
export async function pin(text: string, allowed: Allowed): Promise<Pinned> {
  const url = checkUrl(text, allowed);
  const host = hostOf(url);
  const found = await lookup(host, { all: true, verbatim: true });
  for (const { address } of found)
    if (!isAllowedHost(host, allowed) && !isAllowedAddress(address, allowed)) checkAddress(address);
  const [first] = found;
  if (!first) throw new Forbidden('Its name has no address.');
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** Names that are not known by then are looked up again by whoever sends. */
const PATIENCE_MS = 2_000;

/**
 * Why nothing could be sent to an address, as far as one can tell now: a name that cannot be looked up may mean something
 * later.
 * @returns null if nothing speaks against it
 */
export async function faultOf(text: string, allowed: Allowed): Promise<string | null> {
  const late = setTimeout(PATIENCE_MS, null, { ref: false });
  try {
    await Promise.race([pin(text, allowed), late]);
    return null;
  } catch (error) {
    return error instanceof Forbidden ? error.message : null;
  }
}

/** Without the brackets of IPv6 and the dot that ends a full name; odd spellings of numbers the URL has made plain. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** @throws Forbidden unless the address is one out on the internet */
export function checkAddress(address: string): void {
  const parsed = read(address);
  const range = parsed?.range() ?? 'unknown';
  if (range !== 'unicast')
    throw new Forbidden(`${address} is not out on the internet (${range}); GUICHET_WEBHOOK_ALLOW may allow it.`);
}

/** An IPv4 address in IPv6's clothes is itself. @returns null if it is none */
function read(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = address.split('%')[0] ?? '';
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

function isAllowedHost(host: string, { hosts }: Allowed): boolean {
  return hosts.includes(host.toLowerCase());
}

function isAllowedAddress(address: string, { networks }: Allowed): boolean {
  const parsed = read(address);
  if (!parsed) return false;
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/**
 * Reads `GUICHET_WEBHOOK_ALLOW`: names, addresses and networks, separated by commas.
 * @returns null if a part is none of these
 */
export function readAllowed(text: string): Allowed | null {
  const parts = text
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const numbers = parts.filter((part) => part.includes('/') || isIP(part) !== 0);
  const hosts = parts.filter((part) => !numbers.includes(part));
  const networks = numbers.map((part) => (part.includes('/') ? part : `${part}/${isIP(part) === 6 ? 128 : 32}`));
  const sound = networks.every((one) => ipaddr.isValidCIDR(one)) && hosts.every((one) => HOST.test(one));
  return sound ? { hosts, networks } : null;
}

const HOST = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/;
