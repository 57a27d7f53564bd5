import { fileTypeFromBuffer } from 'file-type/core';

/** So many first bytes tell what a file is. */
export const SAMPLE_BYTES = 64 * 1024;

const UNKNOWN = 'application/octet-stream';

/** Formats that computers carry out, as `file-type` names them. */
const PROGRAMS = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/wasm',
  'application/x-shockwave-flash',
  'application/java-vm',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-deb',
  'application/x-rpm',
  'application/x.ms.shortcut',
  'application/x-ms-regedit',
  'application/x-chrome-extension',
  'application/x-xpinstall',
]);

/** Scripts are texts like others: a double click tells them by their name. */
const PROGRAM_NAMES =
  /\.(bat|chm|cmd|com|cpl|exe|gadget|hta|inf|jar|jse?|lnk|msc|msi|msp|mst|pif|ps1|psm1|reg|scf|scr|sct|sh|url|vbe?|vbs|ws[cfh]?)$/i;

/**
 * What a file is, by its content; what was declared is not asked.
 * @param sample its first bytes, `SAMPLE_BYTES` at most
 */
export async function detectType(sample: Buffer): Promise<string> {
  // A file that is cut off or broken on purpose is of no type that one could rely on.
  const found = await fileTypeFromBuffer(sample).catch(() => undefined);
  if (found) return found.mime;
  return isText(sample) ? 'text/plain' : UNKNOWN;
}

function isText(sample: Buffer): boolean {
  if (sample.includes(0)) return false;
  try {
    // `stream`: the sample may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A file that a computer carries out when somebody opens it: by its content, or by its name. */
export function isProgram({ name, type }: { readonly name: string; readonly type: string }, sample: Buffer): boolean {
  const isScript = sample.subarray(0, 2).toString('latin1') === '#!';
  return PROGRAMS.has(type) || isScript || PROGRAM_NAMES.test(name);
}

/** @param allowed media types, such as `image/*`; null: all */
export function isAllowed(type: string, allowed: readonly string[] | null): boolean {
  return (
    allowed === null || allowed.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))))
  );
}
