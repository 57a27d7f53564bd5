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
/** What we ourselves ask for above our mails. */
const OUR_LINE = /^(##|—|--)\s*(please reply above this line|répondez au-dessus de cette ligne)/i;

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
  const own = beforeQuote(whole.split('\n')).join('\n');
  const said = (await reader.visible(own)).trim();
  return withoutSignature(said || own.trim()) || withoutMarks(whole);
}

/** The lines above what is quoted. Answers written below or between quoted lines are kept: only a tail is cut. */
function beforeQuote(lines: readonly string[]): readonly string[] {
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    const next = (lines[at + 1] ?? '').trim();
    const begins =
      OUR_LINE.test(line) ||
      SEPARATORS.some((form) => form.test(line)) ||
      (BLOCK_BEGINS.test(line) && lines.slice(at + 1, at + 4).some((other) => BLOCK.test(other.trim())));
    if (begins && at > 0) return lines.slice(0, at);
    if (/^(on|le|el|am)\s|\s(a [ée]crit|wrote)\b/i.test(line) && introduces(lines, at) && !answersBelow(lines, at))
      return lines.slice(0, at);
    if (line === '' && next === '') continue;
  }
  return lines;
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

/** A mail that says nothing of its own: shown as it is. */
function withoutMarks(text: string): string {
  return text;
}
