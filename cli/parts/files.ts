import { openFileStore } from '../../files/open';
import type { Files } from '../../files/scan';
import type { Settings } from '../settings';

/** Where this process keeps and finds attachments, and who scans them. */
export function filesOf({ storePlace, clamd }: Pick<Settings, 'storePlace' | 'clamd'>): Files {
  return { store: openFileStore(storePlace), clamd };
}
