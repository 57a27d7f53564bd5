import type { MailReader } from './mailReader';

/**
 * Where what is quoted begins, line by line: what the library that knows most mail programs does not know. Each form looks
 * at one line of bounded length, so that no text makes it slow.
 */
const SEPARATORS: readonly RegExp[] = [
  /^[-_\s]{0,20}(original message|message d['’]origine|message original|forwarded message|message transf[ée]r[ée]|d[ée]but du message transf[ée]r[ée])[-_\s]{0,20}:?$/i,
  /^_{10,}$/,
];
/** `On …, … wrote:` on one line or on up to three. */
const INTRODUCTIONS: readonly RegExp[] = [
  /^(on|le|el|am)\s.{6,300}\s(wrote|a [ée]crit|écrivait|escribió|schrieb)\s{0,2}:$/i,
  /^.{3,200}\s(a [ée]crit|wrote)(\s.{1,100})?\s{0,2}:$/i,
];
/** Lines that Outlook and others put before what they quote, two of which in a row make a block. */
const BLOCK = /^\*?(from|sent|to|cc|subject|date|de|envoy[ée]( le)?|date|[àa]|objet|cc)\s{0,2}:\*?\s/i;
const BLOCK_BEGINS = /^\*?(from|de|exp[ée]diteur)\s{0,2}:\*?\s/i;
/** A cheap look before the dear one. */
const MAY_INTRODUCE = /^(on|le|el|am)\s|\s(a [ée]crit|wrote)\b/i;
const LINES_OF_AN_INTRODUCTION = 3;
/** What a signature's end may look like in both languages. */
const PHONES =
  /^(sent from my |sent from (outlook|mail) |get outlook for |envoyé de mon |envoyé depuis |envoyé à partir d|télécharger outlook pour |obtenir outlook pour )/i;

/**
 * What somebody said in a mail, without what she answered to and without her signature.
 * @returns the whole text if nothing would be left
 */
export async function cutQuotes(reader: Pick<MailReader, 'visible'>, text: string): Promise<string> {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  const own = withoutQuotedTail(beforeQuote(whole.split('\n'))).join('\n');
  const said = (await reader.visible(own)).trim();
  return withoutSignature(said || own.trim()) || whole;
}

/** The lines above what is quoted. Answers written below or between quoted lines are kept: only a tail is cut. */
function beforeQuote(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line, n) => beginsQuote(lines, line.trim(), n));
  return at < 0 ? lines : lines.slice(0, at);
}

function beginsQuote(lines: readonly string[], line: string, at: number): boolean {
  if (at > 0 && SEPARATORS.some((form) => form.test(line))) return true;
  if (at > 0 && BLOCK_BEGINS.test(line) && lines.slice(at + 1, at + 4).some((other) => BLOCK.test(other.trim())))
    return true;
  return MAY_INTRODUCE.test(line) && introduces(lines, at) && !answersBelow(lines, at);
}

function withoutQuotedTail(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith('>'));
  return last < 0 ? lines : lines.slice(0, last + 1);
}

function introduces(lines: readonly string[], at: number): boolean {
  let joined = '';
  for (let more = 0; more < LINES_OF_AN_INTRODUCTION; more++) {
    joined = `${joined} ${(lines[at + more] ?? '').trim()}`.trim();
    if (joined.length > 600) return false;
    if (INTRODUCTIONS.some((form) => form.test(joined))) return true;
  }
  return false;
}

/** Somebody answers below each line that she quotes, or below all of it. */
function answersBelow(lines: readonly string[], at: number): boolean {
  const after = lines.slice(at + 1).map((line) => line.trim());
  const quoted = after.findIndex((line) => line.startsWith('>'));
  if (quoted < 0) return false;
  return after.slice(quoted).some((line) => line !== '' && !line.startsWith('>') && !/^--\s*$/.test(line));
}

function withoutSignature(text: string): string {
  const lines = text.split('\n');
  const cut = lines.findIndex((line, at) => at > 0 && (/^--\s*$/.test(line) || PHONES.test(line.trim())));
  return (cut < 0 ? lines : lines.slice(0, cut)).join('\n').trim();
}
