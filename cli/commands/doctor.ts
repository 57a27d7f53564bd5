import type { Settings } from '../settings';

export async function runDoctor(_settings: Settings): Promise<void> {}
