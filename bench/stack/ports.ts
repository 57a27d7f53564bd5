import { findFreePort } from '../../cli/stack/ports';

/**
 * Ports for servers that will be started again: below those that the system gives to outgoing connections, one of which
 * could have the port meanwhile. Temporal also keeps them in a column for whole numbers up to 32,767.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let port = 21_000 + Math.floor(Math.random() * 9_000); ports.length < count; port++)
    if ((await findFreePort(port)) === port) ports.push(port);
  return ports;
}
